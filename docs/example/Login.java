import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web application in which people log in by their face, with nothing but a JDK:
 * java Login.java FACEGATE KEY [PORT], such as java Login.java http://localhost:8080 fg_... 8090
 */
public final class Login {
    private static final String GALLERY = "example";
    private static final Pattern WORD = Pattern.compile("\"(?:result|outcome|code)\" ?: ?\"(\\w+)\"");
    private static final Map<String, String> SESSIONS = new ConcurrentHashMap<>();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static String facegate;
    private static String key;

    public static void main(String[] arguments) throws Exception {
        facegate = arguments[0] + "/v1/galleries";
        key = arguments[1]; // it stays here: browsers never see it
        ask("POST", "", "application/json", BodyPublishers.ofString("{\"name\":\"" + GALLERY + "\"}"));
        int port = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8090;
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/", exchange -> answer(exchange, 200, Files.readString(Path.of("login.html"))));
        server.createContext("/me", exchange -> answer(exchange, 200, SESSIONS.getOrDefault(session(exchange), "")));
        server.createContext("/register", Login::register);
        server.createContext("/login", Login::login);
        server.start();
        System.out.println("http://localhost:" + server.getAddress().getPort());
    }

    /** Of a real application: only for somebody who has just proved who they are, by a password or an invitation. */
    private static void register(HttpExchange exchange) throws IOException {
        byte[] picture = exchange.getRequestBody().readAllBytes();
        String who = exchange.getRequestURI().getQuery();
        ask("POST", "/" + GALLERY + "/identities", "application/json",
                BodyPublishers.ofString("{\"external_id\":\"" + who.replaceAll("[\"\\\\]", "") + "\"}"));
        answer(exchange, 200, word(ask("POST", person(who) + "/templates", "image/jpeg", BodyPublishers.ofByteArray(picture))));
    }

    private static void login(HttpExchange exchange) throws IOException {
        byte[] picture = exchange.getRequestBody().readAllBytes();
        String who = exchange.getRequestURI().getQuery();
        String result = word(ask("POST", person(who) + "/verify", "image/jpeg", BodyPublishers.ofByteArray(picture)));
        if (result.equals("access_granted")) {
            String session = UUID.randomUUID().toString();
            SESSIONS.put(session, who);
            exchange.getResponseHeaders().add("Set-Cookie", "session=" + session + "; HttpOnly; SameSite=Strict");
        }
        // "email_verification": probably the same person; ask for a second factor. All else: not logged in, and why
        answer(exchange, 200, result);
    }

    private static String person(String who) {
        return "/" + GALLERY + "/identities/" + URLEncoder.encode(who, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String ask(String method, String path, String type, BodyPublisher body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(facegate + path)).method(method, body)
                .header("Content-Type", type).header("Authorization", "Bearer " + key).build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return response.body();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** What was decided, or the code of the problem. */
    private static String word(String answer) {
        Matcher word = WORD.matcher(answer);
        return word.find() ? word.group(1) : "unknown";
    }

    private static String session(HttpExchange exchange) {
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        return cookie == null ? "" : cookie.replaceFirst(".*session=([^;]+).*", "$1");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", (text.startsWith("<") ? "text/html" : "text/plain") + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
