/** Printed English as one transcript: tesseract.js with the language data of @tesseract.js-data/eng. */
import { createWorker, OEM } from 'tesseract.js';
import { decodeImage } from '../image/decode.ts';
import { sha256Hex, type Assets, type Model } from './model.ts';

const OCR_DATA = '@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz';

export async function loadOcr(assets: Assets): Promise<Model> {
  const sha256 = await sha256Hex(await assets.bytes(OCR_DATA));
  // It reads the same file itself: version 7.0.0 takes bytes for the name of a language. With a place for all it needs and no
  // cache it asks nobody else for anything.
  const worker = await createWorker('eng', OEM.LSTM_ONLY, {
    ...(await assets.tesseract()),
    gzip: true,
    workerBlobURL: false,
    cacheMethod: 'none',
    errorHandler: () => undefined,
  });
  return {
    sha256,
    run: async (item) => {
      if (item.modality !== 'image') return [];
      const { width, height, rgb } = decodeImage(item.bytes);
      const { data: page } = await worker.recognize(portablePixmap(width, height, rgb));
      const text = page.text.trim();
      return text === '' ? [] : [{ kind: 'transcript', text, score: page.confidence / 100 }];
    },
  };
}

/** Raw pixels under a line of text (Netpbm PPM), so that no second decoder has to be trusted with the file. */
function portablePixmap(width: number, height: number, rgb: Uint8Array): Buffer {
  const header = new TextEncoder().encode(`P6\n${width} ${height}\n255\n`);
  const bytes = Buffer.alloc(header.length + rgb.length);
  bytes.set(header);
  bytes.set(rgb, header.length);
  return bytes;
}
