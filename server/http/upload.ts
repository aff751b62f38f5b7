import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { type Doors, ownDoor } from '../database/doors.ts';
import { InvalidInputError } from '../errors.ts';
import { readSpreadsheet } from '../spreadsheet/read-spreadsheet.ts';
import { READING_LIMITS } from '../spreadsheet/spreadsheet.ts';
import { UploadedFile } from '../uploaded-file/entity.ts';
import { permittedViewer } from './rest.ts';

/** POST /upload takes one CSV or XLSX, reads it off the main thread and keeps its cells for a dry run. */
export async function serveUpload(app: FastifyInstance, doors: Doors): Promise<void> {
  await app.register(multipart, { limits: { fileSize: READING_LIMITS.fileBytes, files: 1, fields: 0, parts: 1 } });
  app.post('/upload', async (request, reply) => {
    const viewer = await permittedViewer(doors, request, 'upload');
    // A form on another site cannot set a header.
    const part = request.headers['x-requested-with'] === 'tanaoroshi' && request.isMultipart() ? await request.file() : undefined;
    if (!part) throw new InvalidInputError('file', { ja: 'ファイルを1つ選んでください。', en: 'Choose one file.' });
    const content = await readSpreadsheet(part.filename, await part.toBuffer());
    const em = ownDoor(doors, viewer, 'upload', request.id);
    const file = await em.transactional(async em => {
      await em.execute(`delete from uploaded_file where account_id = current_account_id() and uploaded_at < now() - interval '7 days'`);
      return em.create(UploadedFile, { fileName: part.filename, content });
    });
    return reply.code(201).send({ fileId: file.id, fileName: file.fileName });
  });
}
