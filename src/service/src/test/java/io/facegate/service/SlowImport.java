package io.facegate.service;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;

/** An import whose body comes when the test wants it to. */
final class SlowImport implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;

    private SlowImport(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    static SlowImport begin(URI base, String gallery) throws IOException {
        SlowImport begun = new SlowImport(new Socket(base.getHost(), base.getPort()));
        begun.write(
                "POST %s/import HTTP/1.1\r\nHost: test\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                        .formatted(gallery)
                        .getBytes(US_ASCII));
        return begun;
    }

    void send(String lines) throws IOException {
        byte[] bytes = lines.getBytes(UTF_8);
        write("%x\r\n".formatted(bytes.length).getBytes(US_ASCII));
        write(bytes);
        write("\r\n".getBytes(US_ASCII));
    }

    /** A byte of a line that never ends, if anybody still listens. */
    void drip() {
        try {
            send(" ");
        } catch (IOException e) {
            // it was answered and closed
        }
    }

    /** Ends the body. */
    int status() throws IOException {
        write("0\r\n\r\n".getBytes(US_ASCII));
        return answeredStatus();
    }

    int answeredStatus() throws IOException {
        socket.setSoTimeout(60_000);
        String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
        return Integer.parseInt(line.split(" ", 3)[1]);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
