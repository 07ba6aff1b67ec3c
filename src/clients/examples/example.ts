/** Enrol somebody by one picture, and ask whether another shows them: example.js ADDRESS KEY PICTURE PICTURE */
import { readFile } from 'node:fs/promises';
import { Configuration, GalleriesApi, IdentitiesApi, RecognitionApi, TemplatesApi } from 'facegate-api';

const [basePath, accessToken, reference, probe] = process.argv.slice(2);
const facegate = new Configuration({ basePath, accessToken });
const picture = async (file: string) => new Blob([await readFile(file)]);
const person = { gallery: 'typescript', externalId: 'e-4711' };
await new GalleriesApi(facegate).createGallery({ newGallery: { name: person.gallery } });
await new IdentitiesApi(facegate).createIdentity({ ...person, newIdentity: { externalId: person.externalId } });
await new TemplatesApi(facegate).enrolPictures({ ...person, picture: [await picture(reference)] });
console.log((await new RecognitionApi(facegate).verify({ ...person, picture: await picture(probe) })).result);
