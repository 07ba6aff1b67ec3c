"""Times the pipeline that Facegate replaces: MTCNN of facenet-pytorch, faces from 40 pixels, and a ResNet-50 at 224, on a CPU.

published_pipeline.py FACENET_PYTORCH PICTURE... [--threads 2] [--runs 15]

FACENET_PYTORCH is a checkout of github.com/timesler/facenet-pytorch, whose MTCNN brings its weights. The ResNet-50 has random ones,
which take as long. Both are timed as they are, and the ResNet-50 also traced, frozen and optimized (and compiled, where
torch.compile works). Pictures are decoded by Pillow from memory. Milliseconds, medians.
"""
import argparse, importlib.util, io, statistics, sys, time, types
import numpy as np
import torch
from PIL import Image
from torch import nn

arguments = argparse.ArgumentParser()
arguments.add_argument('facenet')
arguments.add_argument('pictures', nargs='+')
arguments.add_argument('--threads', type=int, default=2)
arguments.add_argument('--runs', type=int, default=15)
options = arguments.parse_args()
torch.manual_seed(1)
torch.set_num_threads(options.threads)
torch.set_grad_enabled(False)


def batched_nms(boxes, scores, groups, threshold):
    """As torchvision's, which doesn't load beside every build of PyTorch."""
    if boxes.numel() == 0:
        return torch.empty(0, dtype=torch.int64)
    b = (boxes + groups.to(boxes)[:, None] * (boxes.max() + 1)).numpy()
    area = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    order, kept = scores.numpy().argsort()[::-1], []
    while order.size:
        first, rest = order[0], order[1:]
        kept.append(first)
        low, high = np.maximum(b[first, :2], b[rest, :2]), np.minimum(b[first, 2:], b[rest, 2:])
        shared = np.clip(high - low, 0, None).prod(1)
        order = rest[shared / (area[first] + area[rest] - shared) <= threshold]
    return torch.as_tensor(np.array(kept))


try:
    import torchvision
    nms = 'torchvision'
except RuntimeError:
    nms = 'NumPy'
    for name in [n for n in sys.modules if n.startswith('torchvision')]:
        del sys.modules[name]
    functional = types.ModuleType('torchvision.transforms.functional')
    functional.to_tensor = lambda picture: torch.from_numpy(np.array(picture)).permute(2, 0, 1).float() / 255
    transforms = types.ModuleType('torchvision.transforms')
    transforms.functional = functional
    boxes = types.ModuleType('torchvision.ops.boxes')
    boxes.batched_nms = batched_nms
    sys.modules.update({'torchvision': types.ModuleType('torchvision'), 'torchvision.transforms': transforms,
                        'torchvision.transforms.functional': functional, 'torchvision.ops': types.ModuleType('torchvision.ops'),
                        'torchvision.ops.boxes': boxes})
package = types.ModuleType('facenet')
package.__path__ = [options.facenet]
sys.modules['facenet'] = package
MTCNN = importlib.import_module('facenet.models.mtcnn').MTCNN


def conv(i, o, k, s):
    return nn.Sequential(nn.Conv2d(i, o, k, s, k // 2, bias=False), nn.BatchNorm2d(o))


class Block(nn.Module):
    def __init__(self, i, f, s, first):
        super().__init__()
        self.a, self.b, self.c = conv(i, f, 1, 1), conv(f, f, 3, s), conv(f, 4 * f, 1, 1)
        self.short = conv(i, 4 * f, 1, s) if first else nn.Identity()

    def forward(self, x):
        return torch.relu(self.c(torch.relu(self.b(torch.relu(self.a(x))))) + self.short(x))


class ResNet50(nn.Module):
    def __init__(self):
        super().__init__()
        layers, i = [conv(3, 64, 7, 2), nn.ReLU(), nn.MaxPool2d(3, 2, 1)], 64
        for stage, blocks in enumerate((3, 4, 6, 3)):
            for block in range(blocks):
                layers.append(Block(i, 64 << stage, 2 if stage and not block else 1, block == 0))
                i = 256 << stage
        self.body, self.head = nn.Sequential(*layers), nn.Linear(2048, 512)

    def forward(self, x):
        return nn.functional.normalize(self.head(self.body(x).mean((2, 3))))


mtcnn = MTCNN(image_size=224, min_face_size=40, thresholds=[.6, .7, .8])
eager = ResNet50().eval()
example = torch.rand(1, 3, 224, 224)
networks = {'eager': eager, 'traced': torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(eager, example)))}
try:
    compiled = torch.compile(eager)
    compiled(example)
    networks['compiled'] = compiled
except Exception as e:  # whatever keeps its C++ compiler from it
    print('not compiled:', str(e).splitlines()[0], file=sys.stderr)


def embed(network, name):
    def whole(picture):
        image = Image.open(io.BytesIO(picture)).convert('RGB')
        decoded = time.perf_counter()
        face = mtcnn(image)
        detected = time.perf_counter()
        if face is not None:
            network(face[None])
        return decoded, detected, time.perf_counter()
    return whole


print('PyTorch %s, %d threads, NMS by %s' % (torch.__version__, options.threads, nms))
for path in options.pictures:
    picture = open(path, 'rb').read()
    width, height = Image.open(io.BytesIO(picture)).size
    for name, network in networks.items():
        whole, times = embed(network, name), []
        for run in range(options.runs + 3):
            start = time.perf_counter()
            decoded, detected, done = whole(picture)
            times.append((decoded - start, detected - decoded, done - detected, done - start))
        medians = [1000 * statistics.median(column) for column in zip(*times[3:])]
        print('%-28s %5dx%-5d %-9s decode %6.1f detect %7.1f embed %6.1f whole %7.1f'
              % (path.split('/')[-1], width, height, name, *medians), flush=True)
