import { type Context, signedIn } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { UploadedFile } from './entity.ts';

/** @throws NotFoundError unless the viewer uploaded it */
export async function findUploadedFile(context: Context, id: string): Promise<UploadedFile> {
  const file = await context.em.findOne(UploadedFile, { id, accountId: signedIn(context).accountId });
  if (!file) throw new NotFoundError('UploadedFile', id);
  return file;
}
