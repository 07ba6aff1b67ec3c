"""One training step of the same ResNet-50 in PyTorch: 112 pixels, batch 8 x 4, all layers, triplet loss, AdamW."""
import statistics, sys, time, resource, torch
from torch import nn
torch.manual_seed(1)
torch.set_num_threads(int(sys.argv[1])); last = '--channels-last' in sys.argv; comp='--compile' in sys.argv; bf='--bf16' in sys.argv
def conv(i, o, k, s):
    return nn.Sequential(nn.Conv2d(i, o, k, s, k // 2, bias=False), nn.BatchNorm2d(o))
class Block(nn.Module):
    def __init__(self, i, f, s, first):
        super().__init__()
        self.a, self.b, self.c = conv(i, f, 1, 1), conv(f, f, 3, s), conv(f, 4 * f, 1, 1)
        self.short = conv(i, 4 * f, 1, s) if first else nn.Identity()
    def forward(self, x):
        y = torch.relu_(self.b(torch.relu_(self.a(x))))
        return torch.relu_(self.c(y) + self.short(x))
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        m = [conv(3, 64, 7, 2), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]; i = 64
        for s, n in enumerate((3, 4, 6, 3)):
            for b in range(n):
                m.append(Block(i, 64 << s, 2 if s and not b else 1, b == 0)); i = 256 << s
        self.body = nn.Sequential(*m)
        self.head = nn.Sequential(nn.Linear(2048, 1024, bias=False), nn.BatchNorm1d(1024), nn.PReLU(1024), nn.Dropout(0.3), nn.Linear(1024, 512))
    def forward(self, x):
        return nn.functional.normalize(self.head(self.body(x).mean((2, 3))))
net = Net().train()
if last: net = net.to(memory_format=torch.channels_last)
fn = torch.compile(net) if comp else net
opt = torch.optim.AdamW(net.parameters(), 1e-3)
labels = torch.arange(8).repeat_interleave(4)
same = labels[:, None] == labels[None]
def step():
    x = torch.randint(0, 256, (32, 3, 112, 112), dtype=torch.uint8).float().sub_(127.5).div_(128)
    if last: x = x.contiguous(memory_format=torch.channels_last)
    with torch.autocast('cpu', torch.bfloat16, enabled=bf):
        e = fn(x)
    e = e.float(); d = 2 - 2 * e @ e.T
    hp = (d * same).max(1).values; hn = (d + 10 * same).min(1).values
    loss = torch.relu(hp - hn + 0.2).mean()
    opt.zero_grad(set_to_none=True); loss.backward(); opt.step()
for _ in range(3): step()
t, c = [], []
for _ in range(10):
    a, b = time.perf_counter(), time.process_time(); step(); t.append(time.perf_counter() - a); c.append(time.process_time() - b)
print(sys.argv[1:], 'median step %.3f s, %.1f pictures/s, processor %.3f s' % (statistics.median(t), 32 / statistics.median(t), statistics.median(c)))
