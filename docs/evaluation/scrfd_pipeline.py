"""Times a pipeline to compare Facegate with: SCRFD on 640 pixels, alignment by its five points, and an embedder, in ONNX Runtime on a CPU.

scrfd_pipeline.py SCRFD EMBEDDER PICTURE... [--threads 2] [--runs 30]

SCRFD is weights/scrfd_500m_kps.onnx of github.com/hpc203/scrfd-opencv; EMBEDDER a model.onnx that ./facegate models export onnx wrote,
which takes faces as bytes. Pictures are decoded by OpenCV from memory; the largest face is embedded. Milliseconds, medians.
"""
import argparse, statistics, time
import cv2
import numpy as np
import onnxruntime

arguments = argparse.ArgumentParser()
arguments.add_argument('scrfd')
arguments.add_argument('embedder')
arguments.add_argument('pictures', nargs='+')
arguments.add_argument('--threads', type=int, default=2)
arguments.add_argument('--runs', type=int, default=30)
options = arguments.parse_args()
cv2.setNumThreads(options.threads)

SIDE, SCORE, OVERLAP = 640, 0.5, 0.4
# ArcFace's template for 112 pixels: eyes, nose, corners of the mouth
TEMPLATE = np.array([[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]], np.float32)


def session(path):
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = options.threads
    return onnxruntime.InferenceSession(path, settings, providers=['CPUExecutionProvider'])


def centres(stride):
    cells = np.arange(SIDE // stride, dtype=np.float32) * stride
    return np.repeat(np.stack(np.meshgrid(cells, cells), -1).reshape(-1, 2), 2, axis=0)  # two anchors each


STRIDES = {stride: centres(stride) for stride in (8, 16, 32)}
scrfd, embedder = session(options.scrfd), session(options.embedder)


def detect(image):
    scale = SIDE / max(image.shape[:2])
    resized = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    square = np.zeros((SIDE, SIDE, 3), np.uint8)
    square[:min(SIDE, resized.shape[0]), :min(SIDE, resized.shape[1])] = resized[:SIDE, :SIDE]
    blob = cv2.dnn.blobFromImage(square, 1 / 128, (SIDE, SIDE), (127.5, 127.5, 127.5), swapRB=True)
    answers = scrfd.run(None, {scrfd.get_inputs()[0].name: blob})
    boxes, scores, points = [], [], []
    for level, (stride, at) in enumerate(STRIDES.items()):
        score, box, landmarks = (answers[level + 3 * kind][0] for kind in range(3))
        found = np.flatnonzero(score[:, 0] >= SCORE)
        at = at[found]
        box = box[found] * stride
        boxes.append(np.hstack([at - box[:, :2], box[:, :2] + box[:, 2:]]) / scale)  # left, top, width, height
        scores.append(score[found, 0])
        points.append((at[:, None] + landmarks[found].reshape(-1, 5, 2) * stride) / scale)
    boxes, scores, points = np.concatenate(boxes), np.concatenate(scores), np.concatenate(points)
    kept = np.array(cv2.dnn.NMSBoxes(boxes.tolist(), scores.tolist(), SCORE, OVERLAP), int).reshape(-1)
    return boxes[kept], points[kept]


def embed(image, points):
    turn, _ = cv2.estimateAffinePartial2D(points.astype(np.float32), TEMPLATE, method=cv2.LMEDS)
    face = cv2.cvtColor(cv2.warpAffine(image, turn, (112, 112)), cv2.COLOR_BGR2RGB)
    return embedder.run(None, {embedder.get_inputs()[0].name: face[None]})[0]


print('ONNX Runtime %s, OpenCV %s, %d threads' % (onnxruntime.__version__, cv2.__version__, options.threads))
for path in options.pictures:
    picture, times = np.fromfile(path, np.uint8), []
    for run in range(options.runs + 5):
        start = time.perf_counter()
        image = cv2.imdecode(picture, cv2.IMREAD_COLOR)
        decoded = time.perf_counter()
        boxes, points = detect(image)
        detected = time.perf_counter()
        if len(boxes):
            embed(image, points[np.argmax(boxes[:, 2] * boxes[:, 3])])
        done = time.perf_counter()
        times.append((decoded - start, detected - decoded, done - detected, done - start))
    medians = [1000 * statistics.median(column) for column in zip(*times[5:])]
    print('%-28s %5dx%-5d %2d faces  decode %6.1f detect %7.1f embed %6.1f whole %7.1f'
          % (path.split('/')[-1], image.shape[1], image.shape[0], len(boxes), *medians), flush=True)
