package io.facegate.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Some connections, each of which sends its next request when it has the answer to the last one.
 *
 * @param requests sent in turn, each connection beginning with another one
 */
record ClosedLoop(List<HttpRequest> requests) {
    ClosedLoop {
        requests = List.copyOf(requests);
    }

    /** What ends within the time counts. */
    LoadFigures run(int connections, Duration duration) throws InterruptedException {
        Answers answers = new Answers();
        HttpClient client = // which keeps a connection for each of those that ask at the same time
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        for (int connection = 0; connection < connections; connection++) {
            int first = connection;
            Thread thread = new Thread(() -> loop(client, first, end, answers), "connection-" + connection);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return LoadFigures.of(connections, answers, (System.nanoTime() - start) / 1e9);
    }

    private void loop(HttpClient client, int first, long end, Answers answers) {
        for (int i = first; System.nanoTime() < end; i++) {
            long start = System.nanoTime();
            try {
                HttpResponse<Void> answer = client.send(requests.get(i % requests.size()), BodyHandlers.discarding());
                answers.add(
                        answer.statusCode(),
                        answer.headers().firstValueAsLong("Retry-After"),
                        System.nanoTime() - start);
            } catch (IOException e) {
                answers.addBroken();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
