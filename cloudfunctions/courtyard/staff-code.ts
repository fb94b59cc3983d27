import * as v from 'valibot';

/** As it came with the card, or as somebody typed it. */
export const staffCode = v.pipe(
  v.string(),
  v.transform((typed) => typed.replace(/[\s-]/g, '').toUpperCase()),
  v.regex(/^[0-9A-Z]{1,12}$/),
);
