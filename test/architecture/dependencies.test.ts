import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryFiles, root } from './tool.ts';

/** Packages that must not come in, at any depth, and why. */
const banned: Record<string, string> = {
  xlsx: 'the version on the registry is of 2022, with known holes',
  exceljs: 'unmaintained since 2023, with known holes below it',
};

/** Lowest version that may be used, at any depth; below it lies a known fault. */
const lowest: Record<string, string> = {
  '@apollo/server': '5.5.0',
  '@fastify/multipart': '10.1.9',
  '@mikro-orm/core': '7.2.1',
  '@mikro-orm/migrations': '7.2.1',
  '@mikro-orm/postgresql': '7.2.1',
  '@mikro-orm/sql': '7.2.1',
  fastify: '5.7.3',
  graphql: '16.12.0',
};

/** Packages of which two copies would not know each other's objects. */
const single = ['graphql', 'type-graphql', 'reflect-metadata', '@mikro-orm/core', '@mikro-orm/sql', 'vue', 'vue-i18n', 'vue-router'];

const lockfile = await readFile(join(root, 'pnpm-lock.yaml'), 'utf8');
const locked = lockedVersions(lockfile);

it('pins every dependency to one exact version', async () => {
  const loose: string[] = [];
  for (const path of await repositoryFiles('package.json', '*/package.json')) {
    const manifest = JSON.parse(await readFile(join(root, path), 'utf8')) as Record<string, Record<string, string> | undefined>;
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
      for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
        if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) loose.push(`${path}: ${name} ${version}`);
      }
    }
  }
  expect(loose).toEqual([]);
});

it('locks packages by their content, without the address of a registry', () => {
  expect(lockfile.split('\n').filter(line => /https?:\/\/|tarball:|\bgit@/.test(line))).toEqual([]);
});

it('lets no package run code at install time', async () => {
  const workspace = await readFile(join(root, 'pnpm-workspace.yaml'), 'utf8');
  const builds = workspace.split(/^allowBuilds:$/m)[1] ?? '';
  expect(builds).toMatch(/: false$/m);
  expect(builds.match(/^ .*: true$/gm)).toBeNull();
});

it('holds no banned package', () => {
  const found = Object.keys(banned).filter(name => locked.has(name));
  expect(found.map(name => `${name}: ${banned[name]}`)).toEqual([]);
});

it('holds no package below its lowest version', () => {
  const below = Object.entries(lowest).flatMap(([name, least]) =>
    (locked.get(name) ?? []).filter(version => isBelow(version, least)).map(version => `${name} ${version}, lowest is ${least}`),
  );
  expect(below).toEqual([]);
});

it.each(single)('holds one version of %s', name => {
  expect(locked.get(name)).toHaveLength(1);
});

/** Versions of each package in the section `packages:` of a pnpm lockfile. */
function lockedVersions(text: string): Map<string, string[]> {
  const section = text.split(/^packages:$/m)[1]?.split(/^snapshots:$/m)[0] ?? '';
  const versions = new Map<string, string[]>();
  for (const [, name, version] of section.matchAll(/^ {2}'?(@?[^@\s']+)@([^:'(]+)'?:$/gm)) {
    versions.set(name!, [...(versions.get(name!) ?? []), version!]);
  }
  return versions;
}

/** Compares the three numbers of a version; what follows a hyphen is left out. */
function isBelow(version: string, least: string): boolean {
  const numbers = (text: string) => text.split('-')[0]!.split('.').map(Number);
  const [have, need] = [numbers(version), numbers(least)];
  const differing = need.findIndex((number, index) => number !== have[index]);
  return differing >= 0 && (have[differing] ?? 0) < need[differing]!;
}
