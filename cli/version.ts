import packageFile from '../package.json' with { type: 'json' };

/** That of the package, and of the release that the command comes with. */
export const { version } = packageFile;
