import { type BuilderOptions, type BuildResult, PhoneBuilder } from './compiler/builder';

/**
 * Compiles a mini-program for the browser: index.html, phone.js, phone.css and `app/` with its pictures.
 * @throws SourceError with file and line for a fault in the mini-program
 */
export async function buildPhone(options: BuilderOptions): Promise<BuildResult> {
  const builder = new PhoneBuilder(options);
  try {
    return await builder.build();
  } finally {
    await builder.close();
  }
}
