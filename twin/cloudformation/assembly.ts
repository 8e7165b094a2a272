import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { isJsonObject, parseJson, type JsonObject } from '../gateway/json-value.ts';

/** A stack of a synthesized app, ready to deploy. */
export interface AssemblyStack {
  readonly name: string;
  readonly template: JsonObject;
  /** Region of the stack's environment; undefined when the app leaves it open. */
  readonly region: string | undefined;
  /** Folder of every file asset, by its hash. */
  readonly assets: ReadonlyMap<string, string>;
}

const manifest = v.looseObject({
  artifacts: v.optional(
    v.record(
      v.string(),
      v.looseObject({
        type: v.string(),
        environment: v.optional(v.string()),
        dependencies: v.optional(v.array(v.string()), []),
        properties: v.optional(v.looseObject({}), {}),
      }),
    ),
    {},
  ),
});

type Artifact = v.InferOutput<typeof manifest>['artifacts'][string];

const stackProperties = v.looseObject({
  templateFile: v.string(),
  stackName: v.optional(v.string()),
});
const nestedProperties = v.looseObject({ directoryName: v.string() });
const assetProperties = v.looseObject({ file: v.string() });
const assetManifest = v.looseObject({
  files: v.optional(
    v.record(v.string(), v.looseObject({ source: v.looseObject({ path: v.optional(v.string()) }) })),
    {},
  ),
});

/** Reads a `cdk.out` folder: its stacks, those of nested stages too, each after those it depends on. */
export const readAssembly = (folder: string): readonly AssemblyStack[] => {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) {
    throw new Error(
      `There is no cloud assembly in ${folder} (no manifest.json). Make it with "npx cdk synth --quiet -c config=FILE", ` +
        'or name the folder of another one.',
    );
  }
  const { artifacts } = v.parse(manifest, readJson(file));
  return inOrder(artifacts).flatMap(([id, artifact]) => {
    switch (artifact.type) {
      case 'aws:cloudformation:stack':
        return [readStack(folder, id, artifact, artifacts)];
      case 'cdk:cloud-assembly':
        return readAssembly(join(folder, v.parse(nestedProperties, artifact.properties).directoryName));
      default:
        return [];
    }
  });
};

const readStack = (
  folder: string,
  id: string,
  artifact: Artifact,
  artifacts: Readonly<Record<string, Artifact>>,
): AssemblyStack => {
  const { templateFile, stackName } = v.parse(stackProperties, artifact.properties);
  const template = readJson(join(folder, templateFile));
  if (!isJsonObject(template)) {
    throw new Error(`${templateFile} is not a template.`);
  }
  const region = artifact.environment?.split('/').at(-1);
  return {
    name: stackName ?? id,
    template,
    region: region === 'unknown-region' ? undefined : region,
    assets: readAssets(folder, artifact, artifacts),
  };
};

const readAssets = (
  folder: string,
  { dependencies }: Artifact,
  artifacts: Readonly<Record<string, Artifact>>,
): ReadonlyMap<string, string> => {
  const assets = new Map<string, string>();
  for (const dependency of dependencies) {
    const artifact = artifacts[dependency];
    if (artifact?.type === 'cdk:asset-manifest') {
      const file = join(folder, v.parse(assetProperties, artifact.properties).file);
      const { files } = v.parse(assetManifest, readJson(file));
      for (const [hash, { source }] of Object.entries(files)) {
        assets.set(hash, resolve(dirname(file), source.path ?? ''));
      }
    }
  }
  return assets;
};

/** Depth first along the dependencies. The toolkit has made sure that they have no cycle. */
const inOrder = (artifacts: Readonly<Record<string, Artifact>>): readonly [string, Artifact][] => {
  const ordered = new Map<string, Artifact>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (artifact !== undefined && !ordered.has(id)) {
      artifact.dependencies.forEach(visit);
      ordered.set(id, artifact);
    }
  };
  Object.keys(artifacts).forEach(visit);
  return [...ordered];
};

const readJson = (file: string): ReturnType<typeof parseJson> => parseJson(readFileSync(file, 'utf8'));
