package io.facegate.training.tracking;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The process that runs {@code wandb_bridge.py}: it is told lines of JSON, and answers some with another. */
final class WandbBridge {
    /** Its file in the folder of a run: what the Python package says. */
    static final String LOG = "wandb.txt";

    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

    private final Process process;
    private final BufferedWriter messages;
    private final BufferedReader answers;
    private final Path log;

    private WandbBridge(Process process, Path log) {
        this.process = process;
        this.messages = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.log = log;
    }

    /**
     * @param python the interpreter: a path, or a name to look for
     * @param environment of the process, whole
     * @param folder of the run
     */
    static WandbBridge start(String python, Map<String, String> environment, Path folder) throws IOException {
        Path log = folder.resolve(LOG);
        ProcessBuilder builder = new ProcessBuilder(python, "-u", "-c", program())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().retainAll(environment.keySet());
        builder.environment().putAll(environment);
        try {
            return new WandbBridge(builder.start(), log);
        } catch (IOException e) {
            throw new IOException(
                    "there is no program %s.%nMaybe install Python and its package wandb, or set FACEGATE_PYTHON to a Python that has it."
                            .formatted(python),
                    e);
        }
    }

    private static String program() throws IOException {
        try (InputStream program = WandbBridge.class.getResourceAsStream("wandb_bridge.py")) {
            if (program == null) {
                throw new IllegalStateException("wandb_bridge.py is part of this program");
            }
            return new String(program.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static ObjectNode message(String kind) {
        return JSON.createObjectNode().put("kind", kind);
    }

    void tell(ObjectNode message) throws IOException {
        try {
            messages.write(JSON.writeValueAsString(message));
            messages.newLine();
            messages.flush();
        } catch (IOException e) {
            throw ended(e);
        }
    }

    /**
     * Tells what is answered.
     *
     * @throws IOException if the answer is that it failed, in the words of the answer
     */
    JsonNode ask(ObjectNode message) throws IOException {
        tell(message);
        String line = answers.readLine();
        if (line == null) {
            throw ended(null);
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.has("failed")) {
            throw new IOException(answer.get("failed").asText());
        }
        return answer;
    }

    private IOException ended(@Nullable IOException cause) {
        return new IOException("its process has ended, see %s".formatted(log), cause);
    }

    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** With what it has started itself. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroyForcibly();
    }
}
