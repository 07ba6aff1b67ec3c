package io.facegate.service.access.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Holds back what is sent after the first message, until it is let go: the end of TLS' handshake and what comes after it then
 * arrive as one.
 */
final class HeldSocket extends Socket {
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean begun;
    private boolean holding = true;

    HeldSocket(String host, int port) throws IOException {
        super(host, port);
    }

    void letGo() throws IOException {
        holding = false;
        super.getOutputStream().write(held.toByteArray());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream out = super.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int next) throws IOException {
                write(new byte[] {(byte) next}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (begun && holding) {
                    held.write(bytes, from, length);
                } else {
                    begun = true;
                    out.write(bytes, from, length);
                }
            }
        };
    }
}
