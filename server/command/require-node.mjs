// Plain JavaScript, since it must also run on the Node that it refuses.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Tanaoroshi runs on Node 24 or newer, which "npx -y pnpm@12 install" puts into node_modules; ` +
      `found ${process.version} (${process.execPath}). Run that command and read its messages.`,
  );
  process.exit(1);
}
