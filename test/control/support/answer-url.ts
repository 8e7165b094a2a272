/** Where CloudFormation waits for the answer of a custom resource; the end is what nobody else may see. */
export const answerUrl =
  'https://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com/here?signature=1';
