/** Did something reach the prototype of all objects? What is sent under such names sets `polluted`. */
export const isPolluted = (): boolean => 'polluted' in {};
