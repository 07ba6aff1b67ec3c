package io.facegate.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.testing.NeedsModels;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.ServiceProcess;
import io.facegate.testing.TestData;
import io.facegate.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that enrol, export and import, against the packaged service. */
@NeedsModels
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before all tests
class GalleryCommandsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] THRESHOLDS = {
        "facegate.decision.grant-threshold=0.38", "facegate.decision.step-up-threshold=0.28"
    };
    private static final String COUNT = "SELECT templates FROM gallery_overview WHERE gallery = '%s'";

    private static final TestDatabase database = PostgresServer.shared().newDatabase();

    @TempDir
    static Path serviceFolder;

    private static ServiceProcess service;

    @TempDir
    Path folder;

    @BeforeAll
    static void startService() throws IOException {
        service = start(serviceFolder);
        service.client();
    }

    @AfterAll
    static void stopService() throws InterruptedException {
        service.kill();
        database.close();
    }

    private static ServiceProcess start(Path workingFolder) throws IOException {
        return ServiceProcess.start(workingFolder, TestData.models(), database, THRESHOLDS);
    }

    @Test
    @Order(1) // it counts connections, and those of other tests are kept alive for a while
    void eachPictureIsDecidedOnceWithinTheBoundsAndNeverEnrolledAgain() throws Exception {
        Path pictures = lfw(110);
        Path odd = Files.createDirectory(pictures.resolve("odd"));
        for (String file : List.of("truncated-half.jpg", "no-face.jpg", "empty.jpg", "pdf.jpg", "bomb-144mp.png")) {
            Files.copy(TestData.shared().resolve("faces/hostile").resolve(file), odd.resolve(file));
        }
        Files.createSymbolicLink(odd.resolve("nowhere.jpg"), Path.of("nothing"));
        Path report = folder.resolve("report.jsonl");
        List<Long> connections = new ArrayList<>();
        List<Long> databaseConnections = new ArrayList<>();

        CompletableFuture<Ended> run =
                CompletableFuture.supplyAsync(() -> enrol(service, "all", pictures, report, "--at-once", "3"));
        while (!run.isDone()) {
            connections.add(service.connections());
            databaseConnections.add(
                    number(
                            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"));
        }

        assertThat(run.join().status()).as(run.join().toString()).isEqualTo(0);
        List<JsonNode> outcomes = outcomes(report);
        assertThat(outcomes.stream().map(outcome -> outcome.get("picture").asText()))
                .hasSize(116)
                .doesNotHaveDuplicates();
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.get("identity").asText().equals("odd"))
                .extracting(outcome -> outcome.get("picture").asText() + " "
                        + outcome.at("/reasons/0").asText())
                .containsExactlyInAnyOrder(
                        "odd/truncated-half.jpg image_damaged",
                        "odd/no-face.jpg no_face",
                        "odd/empty.jpg image_empty",
                        "odd/pdf.jpg image_type_unsupported",
                        "odd/bomb-144mp.png image_too_many_pixels",
                        "odd/nowhere.jpg file_unreadable");
        long enrolled = count(outcomes, "enrolled");
        assertThat(enrolled).isGreaterThan(95).isEqualTo(number(COUNT.formatted("all")));
        assertThat(run.join().out()).contains("116 pictures").contains("1 no_face");
        assertThat(connections).anyMatch(open -> open == 3).allMatch(open -> open <= 3);
        assertThat(databaseConnections).allMatch(open -> open <= 16);

        Ended again = enrol(service, "all", pictures, report);
        assertThat(again.status()).isEqualTo(0);
        assertThat(again.out()).contains("116 of them in an earlier run");
        assertThat(outcomes(report)).hasSize(116);

        Path other = folder.resolve("other.jsonl");
        assertThat(enrol(service, "all", pictures, other).status()).isEqualTo(0);
        assertThat(count(outcomes(other), "already_enrolled")).isEqualTo(enrolled);
        assertThat(count(outcomes(other), "enrolled")).isZero();
        assertThat(number(COUNT.formatted("all"))).isEqualTo(enrolled);
    }

    @Test
    void aRunThatTheServiceWasKilledInGoesOnWhereItStopped() throws Exception {
        Path pictures = lfw(60);
        Path report = folder.resolve("report.jsonl");
        try (ServiceProcess mortal = start(folder)) {
            mortal.client();
            CompletableFuture<Ended> run =
                    CompletableFuture.supplyAsync(() -> enrol(mortal, "killed", pictures, report, "--patience", "1"));
            while (!run.isDone() && templates("killed") < 15) {
                Thread.sleep(5);
            }
            mortal.kill();
            Ended ended = run.join();
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).contains("can't be reached").contains("Run the same command again");
        }
        long before = templates("killed");
        List<JsonNode> decided = outcomes(report);
        assertThat(decided).hasSizeBetween(10, 59);
        // what was decided was kept; what was kept and not reported was in flight
        assertThat(before).isBetween(count(decided, "enrolled"), count(decided, "enrolled") + 3);
        assertThat(
                        number(
                                "SELECT count(*) FROM templates WHERE embedding IS NULL OR vector_dims(embedding) <> dimension"
                                        + " OR length(content_hash) <> 32 OR identity_id NOT IN (SELECT identity_id FROM identities)"))
                .isZero();
        Files.writeString(report, "{\"picture\":\"half-wri", StandardOpenOption.APPEND);

        Ended resumed = enrol(service, "killed", pictures, report);
        enrol(service, "undisturbed", pictures, folder.resolve("undisturbed.jsonl"));

        assertThat(resumed.status()).as(resumed.toString()).isEqualTo(0);
        List<JsonNode> outcomes = outcomes(report);
        assertThat(outcomes.stream().map(outcome -> outcome.get("picture").asText()))
                .hasSize(60)
                .doesNotHaveDuplicates();
        assertThat(outcomes.subList(0, decided.size())).isEqualTo(decided);
        assertThat(templates("killed"))
                .isEqualTo(count(outcomes, "enrolled") + count(outcomes, "already_enrolled"))
                .isEqualTo(templates("undisturbed"));
    }

    @Test
    void aTableNamesPicturesAndPeople() throws Exception {
        Files.copy(TestData.shared().resolve(TestData.PERSON), folder.resolve("a, b.jpg"));
        Path table = Files.writeString(
                folder.resolve("people.csv"),
                "\uFEFFdisplay_name,external_id,picture\n\"Brown, \"\"Gordon\"\"\",a/b c,\"a, b.jpg\"\n,nobody,missing.jpg\n");

        Ended ended = run(
                "enrol",
                "--csv",
                table.toString(),
                "--face",
                "largest",
                "--gallery",
                "table",
                "--url",
                url(service),
                "--report",
                folder.resolve("r").toString());

        assertThat(ended.status()).as(ended.toString()).isEqualTo(0);
        assertThat(outcomes(folder.resolve("r")))
                .extracting(outcome -> outcome.get("identity").asText() + " "
                        + outcome.get("outcome").asText() + outcome.get("reasons"))
                .containsExactlyInAnyOrder("a/b c enrolled[]", "nobody rejected[\"file_unreadable\"]");
        assertThat(service.client()
                        .get("/v1/galleries/table/identities/a%2Fb%20c")
                        .json()
                        .get("display_name")
                        .asText())
                .isEqualTo("Brown, \"Gordon\"");

        Files.writeString(table, "picture\na.jpg\n");
        Ended noColumn = run(
                "enrol",
                "--csv",
                table.toString(),
                "--gallery",
                "table",
                "--url",
                url(service),
                "--report",
                folder.resolve("s").toString());
        assertThat(noColumn.status()).isEqualTo(1);
        assertThat(noColumn.err()).contains("has no external_id");
    }

    /** In UTF-8, both names would be "Andr" and a replacement character: one person. */
    @Test
    void aTableOfAnotherEncodingIsRefusedUntilItIsNamed() throws Exception {
        Files.copy(TestData.shared().resolve(TestData.PERSON), folder.resolve("a.jpg"));
        Files.copy(TestData.shared().resolve(TestData.OTHER_PERSON), folder.resolve("b.jpg"));
        Path table = Files.writeString(
                folder.resolve("latin1.csv"),
                "external_id,picture\nAndr\u00e9,a.jpg\nAndr\u00e8,b.jpg\n",
                StandardCharsets.ISO_8859_1);

        Ended refused = enrolTable(table, "latin1");

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("Line 2 of", "is not text in UTF-8", "--charset ISO-8859-1");
        assertThat(service.client().get("/v1/galleries/latin1").status()).isEqualTo(404);

        Ended named = enrolTable(table, "latin1", "--charset", "ISO-8859-1");

        assertThat(named.status()).as(named.toString()).isEqualTo(0);
        assertThat(externalIds("latin1")).containsExactlyInAnyOrder("Andr\u00e9", "Andr\u00e8");
    }

    @Test
    void foldersAreUtf8WhereNoLocaleSaysSo() throws Exception {
        Path checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.copy(Path.of("../../facegate"), checkout.resolve("facegate"));
        Files.createSymbolicLink(checkout.resolve("src"), Path.of("..").toRealPath());
        Path picture = TestData.shared().resolve(TestData.PERSON).toRealPath();
        Path report = folder.resolve("report.jsonl");
        // the shell makes the folder: this JVM may have no such names
        String script =
                "name=$'\\303\\211lan'; mkdir -p \"d/$name\" && cp '%s' \"d/$name/a.jpg\" && exec checkout/facegate enrol d --gallery locale --face largest --url %s --report %s"
                        .formatted(picture, url(service), report);
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_"));
        builder.environment().putAll(Map.of("LC_ALL", "C", "LANG", "C"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isEqualTo(0);
        assertThat(externalIds("locale")).containsExactly("\u00c9lan");
    }

    @Test
    void anIdThatNobodyCanHaveIsAnOutcomeOfItsRow() throws Exception {
        Files.copy(TestData.shared().resolve(TestData.PERSON), folder.resolve("a.jpg"));
        Path table = Files.writeString(
                folder.resolve("people.csv"),
                "external_id,picture\n..,a.jpg\n,a.jpg\n\"a\u0007b\",a.jpg\n Andre\u0301 ,a.jpg\n");
        String[] command = {
            "enrol",
            "--csv",
            table.toString(),
            "--face",
            "largest",
            "--gallery",
            "odd-ids",
            "--url",
            url(service),
            "--report",
            folder.resolve("r").toString()
        };

        Ended ended = run(command);

        assertThat(ended.status()).as(ended.toString()).isEqualTo(0);
        assertThat(outcomes(folder.resolve("r")))
                .extracting(outcome -> outcome.get("identity").asText() + " "
                        + outcome.get("outcome").asText() + outcome.get("reasons"))
                .containsExactlyInAnyOrder(
                        ".. rejected[\"external_id_invalid\"]",
                        " rejected[\"external_id_invalid\"]",
                        "a\u0007b rejected[\"external_id_invalid\"]",
                        " Andre\u0301  enrolled[]");
        assertThat(service.client()
                        .get("/v1/galleries/odd-ids/identities/Andr%C3%A9")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aReportIsOfOneRunOfCommands() throws Exception {
        Path pictures = lfw(1);
        Path report = folder.resolve("report.jsonl");
        enrol(service, "one", pictures, report);

        Ended other = enrol(service, "two", pictures, report);

        assertThat(other.status()).isEqualTo(1);
        assertThat(other.err()).contains("is of another gallery");
    }

    @Test
    void aGalleryIsExportedAndImportedByCommands() throws Exception {
        enrol(service, "origin", lfw(5), folder.resolve("report.jsonl"));
        Path file = folder.resolve("origin.jsonl");

        Ended exported = run("export", "origin", file.toString(), "--url", url(service));
        Ended imported = run("import", file.toString(), "--gallery", "copy", "--url", url(service));

        assertThat(exported.status()).as(exported.toString()).isEqualTo(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(imported.status()).as(imported.toString()).isEqualTo(0);
        assertThat(templates("copy")).isEqualTo(templates("origin")).isGreaterThan(2);
        assertThat(run("export", "origin", file.toString(), "--url", url(service))
                        .err())
                .contains("exists already");
        assertThat(run("export", "nowhere", folder.resolve("x").toString(), "--url", url(service))
                        .err())
                .contains("gallery_not_found");

        Path shortened = folder.resolve("shortened");
        Files.write(shortened, Files.readAllLines(file).subList(0, 2));
        Ended refused = run("import", shortened.toString(), "--gallery", "never", "--url", url(service));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("import_incomplete");
        assertThat(service.client().get("/v1/galleries/never").status()).isEqualTo(404);
    }

    /** What a command left behind. */
    private record Ended(int status, String out, String err) {}

    private static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = ClientCli.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Ended(status, out.toString(), err.toString());
    }

    private Ended enrolTable(Path table, String gallery, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "enrol",
                "--csv",
                table.toString(),
                "--face",
                "largest",
                "--gallery",
                gallery,
                "--url",
                url(service),
                "--report",
                folder.resolve(gallery + ".jsonl").toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static List<String> externalIds(String gallery) {
        List<String> ids = new ArrayList<>();
        service.client()
                .get("/v1/galleries/%s/identities".formatted(gallery))
                .assertOk()
                .json()
                .findValues("external_id")
                .forEach(id -> ids.add(id.asText()));
        return ids;
    }

    private static Ended enrol(ServiceProcess running, String gallery, Path pictures, Path report, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "enrol",
                pictures.toString(),
                "--gallery",
                gallery,
                "--url",
                url(running),
                "--report",
                report.toString(),
                "--face",
                "largest",
                "--duplicates",
                "allow"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static String url(ServiceProcess running) {
        return running.client().base().toString();
    }

    /** A folder of so many pictures, at most two of each person. */
    private Path lfw(int count) throws IOException {
        Path target = Files.createDirectory(folder.resolve("pictures"));
        try (Stream<Path> people = Files.list(TestData.shared().resolve("faces/lfw/images"))) {
            for (Path person : people.sorted().toList()) {
                Path copy = Files.createDirectory(target.resolve(person.getFileName()));
                try (Stream<Path> pictures = Files.list(person)) {
                    for (Path picture :
                            pictures.sorted().limit(Math.min(2, count)).toList()) {
                        Files.copy(picture, copy.resolve(picture.getFileName()));
                        count--;
                    }
                }
                if (count == 0) {
                    return target;
                }
            }
        }
        throw new AssertionError("There are too few pictures");
    }

    private static List<JsonNode> outcomes(Path report) throws IOException {
        List<JsonNode> outcomes = new ArrayList<>();
        for (String line : Files.readAllLines(report)) {
            outcomes.add(JSON.readTree(line));
        }
        return outcomes.subList(1, outcomes.size());
    }

    private static long count(List<JsonNode> outcomes, String outcome) {
        return outcomes.stream()
                .filter(line -> line.get("outcome").asText().equals(outcome))
                .count();
    }

    private static long templates(String gallery) throws SQLException {
        return number("SELECT coalesce((%s), 0)".formatted(COUNT.formatted(gallery)));
    }

    private static long number(String question) throws SQLException {
        try (Connection connection = database.connectAsOwner();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(question)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
