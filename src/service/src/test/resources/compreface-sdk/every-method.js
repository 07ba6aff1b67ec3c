// Calls every method of CompreFace's JavaScript SDK, unchanged, and writes what each of them gave as JSON.
//   node every-method.js PORT KEY OUTPUT, in a folder with person.jpg, same.jpg, other.jpg and nobody.jpg
import { CompreFace } from '@exadel/compreface-js-sdk';
import fs from 'node:fs';
import http from 'node:http';

const [port, key, output] = process.argv.slice(2);
console.log = () => {}; // the SDK logs its key

const server = new CompreFace('http://localhost', port);
const recognition = server.initFaceRecognitionService(key);
const verification = server.initFaceVerificationService(key);
const detection = server.initFaceDetectionService(key);
// anew for each call: the SDK's methods change the address that they share
const subjects = () => recognition.getSubjects();
const faces = () => recognition.getFaceCollection();
const base64 = file => fs.readFileSync(file).toString('base64');

const results = {};
const call = async (name, work) => {
    try {
        results[name] = { answer: await work() };
    } catch (error) {
        results[name] = { failure: error.message, status: error.response?.status, body: error.response?.data };
    }
    return results[name].answer;
};

const pictures = http.createServer((request, response) => {
    response.setHeader('Content-Type', 'image/jpeg');
    response.end(fs.readFileSync('.' + request.url));
});
await new Promise(resolve => pictures.listen(0, '127.0.0.1', resolve));
const url = file => `http://127.0.0.1:${pictures.address().port}/${file}`;

await call('subjects.add', () => subjects().add('Gordon'));
await call('subjects.add again', () => subjects().add('gordon'));
await call('subjects.list', () => subjects().list());
await call('subjects.rename', () => subjects().rename('Gordon', 'Brown'));

const first = await call('faces.add', () => faces().add('./same.jpg', 'Brown', { det_prob_threshold: 0.8 }));
await call('faces.add base64', () => faces().add(base64('other.jpg'), 'Richard', {}));
const third = await call('faces.add url', () => faces().add(url('other.jpg'), 'Third', {}));
await call('faces.add nobody', () => faces().add('./nobody.jpg', 'Nobody', {}));
await call('faces.list', () => faces().list());

await call('recognize', () => recognition.recognize('./person.jpg', {}));
await call('recognize options', () => recognition.recognize('./person.jpg', {
    limit: 1, det_prob_threshold: 0.8, prediction_count: 2, face_plugins: 'landmarks,pose', status: 'true' }));
await call('recognize without a limit', () => recognition.recognize('./person.jpg', {
    det_prob_threshold: 0.8, prediction_count: 2, status: 'true' }));
await call('recognize base64', () => recognition.recognize(base64('person.jpg'), {}));
await call('recognize url', () => recognition.recognize(url('person.jpg'), {}));
await call('recognize nobody', () => recognition.recognize('./nobody.jpg', {}));

await call('faces.verify', () => faces().verify('./person.jpg', first.image_id, { limit: 0, status: 'true' }));
await call('faces.verify joined', () => faces().verify('./person.jpg', first.image_id, {
    det_prob_threshold: 0.8, status: 'true' }));
await call('faces.verify unknown', () => faces().verify('./person.jpg', '6b135f5b-a365-4522-b1f1-4c9ac2dd0728', {}));

await call('verification.verify', () => verification.verify('./person.jpg', './same.jpg', {
    limit: 0, det_prob_threshold: 0.8, face_plugins: 'landmarks', status: 'true' }));
await call('verification.verify base64', () => verification.verify(base64('person.jpg'), base64('same.jpg'), {}));
await call('verification.verify urls', () => verification.verify(url('person.jpg'), url('same.jpg'), {}));
await call('verification.verify url and path', () => verification.verify(url('person.jpg'), './other.jpg', {}));
await call('verification.verify path and url', () => verification.verify('./person.jpg', url('other.jpg'), {}));

await call('detect', () => detection.detect('./person.jpg', { limit: 1, face_plugins: 'landmarks,age', status: 'true' }));
await call('detect base64', () => detection.detect(base64('person.jpg'), {}));
await call('detect url', () => detection.detect(url('person.jpg'), {}));
await call('detect nobody', () => detection.detect('./nobody.jpg', {}));

await call('faces.delete', () => faces().delete(first.image_id));
await call('faces.delete_multiple_images', () => faces().delete_multiple_images([third.image_id, first.image_id]));
await call('faces.delete_all_subject', () => faces().delete_all_subject('Richard'));
await call('faces.delete_all', () => faces().delete_all());
await call('subjects.delete', () => subjects().delete('Richard'));
await call('subjects.deleteAll', () => subjects().deleteAll());
await call('subjects.list at the end', () => subjects().list());

pictures.close();
fs.writeFileSync(output, JSON.stringify(results, null, 1));
