package io.facegate.service.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.TemplateSource;
import io.facegate.service.database.Transactions;
import io.facegate.service.decision.Comparison;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.IdentityId;
import io.facegate.service.inference.Normalisations;
import io.facegate.testing.PostgresServer;
import io.facegate.testing.TestDatabase;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.Score;
import io.facegate.vision.score.ScoreNormalisation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every way of searching must do, on the real database. A subclass names the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TemplateStoreKit {
    protected static final GalleryName STAFF = new GalleryName("staff");
    private static final GalleryName VISITORS = new GalleryName("visitors");
    private static final ModelId MODEL = new ModelId("kit-512");
    private static final ModelId OTHER_MODEL = new ModelId("kit-512-other");
    private static final int DIMENSION = 512;
    private static final int PEOPLE = 2000;
    /** No score is below. */
    private static final Score ANY = new Score(-2);

    private static final int CENTRES = 64;

    private final SearchMethod method;
    private final Random random = new Random(1);
    private final float[][] people = new float[PEOPLE][];
    private final ScoreNormalisation normalisation = new ScoreNormalisation(
            MODEL,
            IntStream.range(0, CENTRES)
                    .mapToObj(i -> Embedding.of(MODEL, gaussian()))
                    .toList(),
            4);

    private final TestDatabase database = PostgresServer.shared().newDatabase().migrate();
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final Transactions transactions;
    private final ScoringCentres centres;
    private final TemplateStore store;

    TemplateStoreKit(SearchMethod method) {
        this.method = method;
        PgConnectOptions options = PgConnectOptions.fromUri(database.url())
                .setUser(database.user())
                .setPassword(database.password())
                .setCachePreparedStatements(true);
        pool = Pool.newInstance(
                io.vertx.sqlclient.Pool.pool(vertx.getDelegate(), options, new PoolOptions().setMaxSize(8)));
        transactions = new Transactions(vertx.getDelegate(), pool);
        centres = new ScoringCentres(transactions, new Normalisations(List.of(normalisation)));
        store = new PgTemplateStore(pool, transactions, centres);
    }

    @BeforeAll
    void enrolPeople() throws SQLException {
        try (Connection owner = database.connectAsOwner()) {
            execute(owner, "INSERT INTO models VALUES ('%s', 512), ('%s', 512)".formatted(MODEL, OTHER_MODEL));
            await(centres.makeKnown(MODEL));
            execute(
                    owner,
                    "INSERT INTO galleries (name, model_id) VALUES ('staff', '%1$s'), ('visitors', '%1$s')"
                            .formatted(MODEL));
            execute(owner, """
                    INSERT INTO identities (gallery_id, external_id)
                    SELECT gallery_id, name || '-' || i FROM galleries, generate_series(0, %d) i ORDER BY gallery_id, i""".formatted(PEOPLE - 1));
            for (int i = 0; i < PEOPLE; i++) {
                people[i] = i % 3 == 0 ? inTheCrowd() : gaussian();
            }
            enrol(owner, STAFF, people);
            float[][] strangers = new float[PEOPLE][];
            Arrays.setAll(strangers, i -> gaussian());
            enrol(owner, VISITORS, strangers);
            if (method.needsIndex()) {
                new SearchIndex(STAFF, method).build(owner, "64MB");
            }
            execute(owner, "VACUUM ANALYZE");
        }
    }

    @AfterAll
    void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
        database.close();
    }

    @Test
    void theEnrolledPersonIsFoundAmongOthers() {
        for (int person = 0; person < PEOPLE; person += 20) {
            List<Candidate> found = search(STAFF, like(person, 0.6), 1, ANY);

            assertThat(found).extracting(Candidate::externalId).containsExactly("staff-" + person);
        }
    }

    @Test
    void scoresAndSimilaritiesAreThoseOfTheFullVectorsAndScoresFall() {
        Embedding probe = like(7, 0.5);

        List<Candidate> found = search(STAFF, probe, 20, ANY);

        assertThat(found)
                .hasSize(20)
                .isSortedAccordingTo(
                        Comparator.comparing(TemplateStoreKit::score).reversed());
        for (Candidate candidate : found) {
            int person = Integer.parseInt(candidate.externalId().substring("staff-".length()));
            Embedding enrolled = Embedding.of(MODEL, people[person]);
            assertThat(candidate.comparison().similarity().cosine())
                    .isCloseTo(enrolled.similarityTo(probe).cosine(), within(1e-5f));
            assertThat(score(candidate).value())
                    .isCloseTo(normalisation.score(enrolled, probe).value(), within(1e-5f));
        }
    }

    @Test
    void theOrderIsThatOfScoresAndNotOfSimilarities() {
        int asBySimilarity = 0;
        for (int probed = 0; probed < 20; probed++) {
            Embedding probe = like(probed, 0.3);
            List<String> byScore =
                    ranked(person -> normalisation.score(person, probe).value());
            List<String> bySimilarity =
                    ranked(person -> person.similarityTo(probe).cosine());

            List<String> found = search(STAFF, probe, 3, ANY).stream()
                    .map(Candidate::externalId)
                    .toList();

            if (method == SearchMethod.EXACT) {
                assertThat(found).isEqualTo(byScore);
            } else {
                assertThat(found).hasSize(3);
                // what an approximate search misses is missing; what it has is in the order of scores
                assertThat(found.stream().filter(byScore::contains).toList())
                        .isEqualTo(byScore.stream().filter(found::contains).toList())
                        .isNotEmpty();
            }
            asBySimilarity += byScore.equals(bySimilarity) ? 1 : 0;
        }
        assertThat(asBySimilarity).as("otherwise this proves nothing").isLessThan(15);
    }

    private List<String> ranked(ToDoubleFunction<Embedding> by) {
        double[] values = Arrays.stream(people)
                .map(person -> Embedding.of(MODEL, person))
                .mapToDouble(by)
                .toArray();
        return IntStream.range(0, PEOPLE)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer person) -> values[person])
                        .reversed())
                .limit(3)
                .map(person -> "staff-" + person)
                .toList();
    }

    @Test
    void templatesThatAreNotScoredYetAreFoundByTheSameScores() throws SQLException {
        Embedding probe = like(12, 0.4);
        List<Candidate> before = search(STAFF, probe, 5, ANY);
        try (Connection owner = database.connectAsOwner()) {
            execute(
                    owner,
                    "UPDATE templates SET centres_id = NULL, crowding = 0 WHERE template_id IN (SELECT template_id FROM templates ORDER BY random() LIMIT 500)");
            try {
                assertThat(search(STAFF, probe, 5, ANY)).isEqualTo(before);
            } finally {
                execute(owner, "UPDATE gallery_models SET scored_by = NULL, scoring_by = NULL");
                execute(owner, "SELECT continue_scoring(2000) FROM generate_series(1, 8)");
            }
            assertThat(search(STAFF, probe, 5, ANY)).isEqualTo(before);
        }
    }

    @Test
    void centresThatTheDatabaseHasForgottenAreMadeKnownAgain() throws SQLException {
        Embedding probe = like(13, 0.4);
        List<Candidate> before = search(STAFF, probe, 1, ANY);
        try (Connection owner = database.connectAsOwner()) {
            execute(owner, "UPDATE centre_sets SET fingerprint = 'another'");
            try {
                assertThat(search(STAFF, probe, 1, ANY)).isEqualTo(before);
            } finally {
                execute(owner, "DELETE FROM centre_sets WHERE fingerprint = 'another'");
                execute(owner, "SELECT continue_scoring(2000) FROM generate_series(1, 8)");
            }
        }
    }

    @Test
    void aDuplicateIsOneByItsScore() {
        int person = 21; // of the crowd
        Embedding face = like(person, 0.6);
        Score score = normalisation.score(face, Embedding.of(MODEL, people[person]));
        NewTemplate template = template(500, face);

        assertThat(addUnlessDuplicate(template, new Score(score.value() - 0.001f)))
                .isInstanceOfSatisfying(UniqueEnrolment.Duplicate.class, found -> {
                    assertThat(found.comparison().score().value()).isCloseTo(score.value(), within(1e-5f));
                    assertThat(found.comparison().similarity().cosine()).isGreaterThan(score.value() + 0.1f);
                });
        UniqueEnrolment enrolled = addUnlessDuplicate(template, new Score(score.value() + 0.001f));
        assertThat(enrolled).isInstanceOf(UniqueEnrolment.Enrolled.class);
        remove(((UniqueEnrolment.Enrolled) enrolled).templates().get(0));
    }

    private UniqueEnrolment addUnlessDuplicate(NewTemplate template, Score duplicate) {
        return await(transactions.run(work -> store.addUnlessDuplicate(work, List.of(template), duplicate)));
    }

    private static Score score(Candidate candidate) {
        return candidate.comparison().score();
    }

    @Test
    void theFirstTenAreNearlyAlwaysThoseOfAnExactSearch() {
        int same = 0;
        for (int person = 0; person < 50; person++) {
            Embedding probe = like(person, 0.7);
            List<Long> exact = ids(await(store.nearest(STAFF, probe, 10, ANY, SearchMethod.EXACT)));
            same += (int) ids(search(STAFF, probe, 10, ANY)).stream()
                    .filter(exact::contains)
                    .count();
        }

        assertThat(same).isGreaterThanOrEqualTo(method == SearchMethod.EXACT ? 500 : 475);
    }

    @Test
    void aStrangerIsNobody() {
        assertThat(search(STAFF, Embedding.of(MODEL, gaussian()), 5, new Score(0.4f)))
                .isEmpty();
    }

    @Test
    void oneWithManyTemplatesDoesNotCrowdOutOthers() throws SQLException {
        int crowd = 11;
        try (Connection owner = database.connectAsOwner()) {
            float[][] similar = new float[1500][];
            Arrays.setAll(similar, i -> like(crowd, 0.9).values());
            enrolMore(owner, crowd, similar);

            List<Candidate> found = search(STAFF, like(crowd, 0.95), 5, ANY);

            assertThat(found).hasSize(5).extracting(Candidate::identity).doesNotHaveDuplicates();
            assertThat(found.get(0).externalId()).isEqualTo("staff-" + crowd);
            execute(owner, "DELETE FROM templates WHERE source = 'embedding'");
        }
    }

    @Test
    void theInactiveAreNeverFoundAndTakeNobodysPlace() throws SQLException {
        int person = 1999;
        try (Connection owner = database.connectAsOwner()) {
            // those who are left are far from the probe, which a search that filters afterwards would not reach
            execute(owner, "UPDATE identities SET active = false WHERE external_id NOT IN ('staff-3', 'staff-5')");
            try {
                List<Candidate> found = search(STAFF, like(person, 0.9), 5, ANY);

                assertThat(found).extracting(Candidate::externalId).containsExactlyInAnyOrder("staff-3", "staff-5");
            } finally {
                execute(owner, "UPDATE identities SET active = true");
            }
        }
        assertThat(search(STAFF, like(person, 0.9), 1, ANY).get(0).externalId()).isEqualTo("staff-" + person);
    }

    @Test
    void anotherGalleryIsNeverReached() {
        assertThat(search(VISITORS, like(30, 0.9), 3, ANY))
                .hasSize(3)
                .allSatisfy(candidate -> assertThat(candidate.externalId()).startsWith("visitors-"));
    }

    @Test
    void aNewTemplateIsFoundAtOnceAndARemovedOneNoMore() {
        Embedding embedding = Embedding.of(MODEL, gaussian());
        Enrolment enrolment = add(template(1, embedding));

        Candidate found = search(STAFF, embedding, 1, ANY).get(0);
        assertThat(found.template()).isEqualTo(enrolment.template());
        assertThat(found.comparison().similarity().cosine()).isCloseTo(1, within(1e-5f));

        remove(enrolment);
        assertThat(search(STAFF, embedding, 1, new Score(0.5f))).isEmpty();
    }

    @Test
    void theSameContentEnrolledByManyAtOnceIsOneTemplate() {
        NewTemplate template = template(2, Embedding.of(MODEL, gaussian()));

        List<Enrolment> enrolments = await(Multi.createFrom()
                .range(0, 64)
                .onItem()
                .transformToUni(i -> adding(List.of(template)).map(added -> added.get(0)))
                .merge(64)
                .collect()
                .asList());

        assertThat(enrolments).filteredOn(Enrolment.Added.class::isInstance).hasSize(1);
        assertThat(enrolments)
                .extracting(Enrolment::template)
                .containsOnly(enrolments.get(0).template());
        remove(enrolments.get(0));
    }

    @Test
    void verificationComparesWithThatPersonAlone() {
        Embedding probe = like(9, 0.6);
        Embedding enrolled = Embedding.of(MODEL, people[9]);
        Comparison found =
                await(store.compare(STAFF, ExternalId.of("staff-9"), probe)).orElseThrow();

        assertThat(found.similarity().cosine())
                .isCloseTo(probe.similarityTo(enrolled).cosine(), within(1e-5f));
        assertThat(found.score().value())
                .isCloseTo(normalisation.score(probe, enrolled).value(), within(1e-5f));
        assertThat(await(store.compare(STAFF, ExternalId.of("nobody"), probe))).isEmpty();
        assertThat(await(store.compare(VISITORS, ExternalId.of("staff-9"), probe)))
                .isEmpty();
    }

    @Test
    void anotherModelsEmbeddingIsAnError() {
        Embedding foreign = Embedding.of(OTHER_MODEL, people[0]);
        Embedding shorter = Embedding.of(MODEL, new float[] {1, 2, 3});

        for (Embedding wrong : List.of(foreign, shorter)) {
            assertThatThrownBy(() -> search(STAFF, wrong, 1, ANY)).isInstanceOf(GalleryException.WrongModel.class);
            assertThatThrownBy(() -> add(template(1, wrong))).isInstanceOf(GalleryException.WrongModel.class);
        }
        assertThatThrownBy(() -> await(store.compare(STAFF, ExternalId.of("staff-1"), foreign)))
                .isInstanceOf(GalleryException.WrongModel.class);
    }

    @Test
    void severalAreAddedTogetherOrNotAtAll() {
        NewTemplate kept = template(1, like(1, 0.9));
        NewTemplate foreign = template(1, Embedding.of(OTHER_MODEL, people[1]));

        assertThatThrownBy(() -> await(adding(List.of(kept, foreign)))).isInstanceOf(GalleryException.WrongModel.class);
        assertThat(await(store.find(STAFF, kept.identity(), MODEL, kept.content())))
                .isEmpty();

        List<Enrolment> added = await(adding(List.of(kept, kept)));
        assertThat(added.get(0)).isInstanceOf(Enrolment.Added.class);
        assertThat(added.get(1))
                .isEqualTo(new Enrolment.AlreadyEnrolled(added.get(0).template()));
        remove(added.get(0));
    }

    @Test
    void anUnknownGalleryOrIdentityIsAnError() {
        GalleryName nowhere = new GalleryName("nowhere");
        Embedding probe = like(1, 0.9);

        assertThatThrownBy(() -> search(nowhere, probe, 1, ANY)).isInstanceOf(GalleryException.GalleryNotFound.class);
        assertThatThrownBy(() -> await(store.compare(nowhere, ExternalId.of("staff-1"), probe)))
                .isInstanceOf(GalleryException.GalleryNotFound.class);
        assertThatThrownBy(() -> choose(nowhere)).isInstanceOf(GalleryException.GalleryNotFound.class);
        assertThatThrownBy(() ->
                        add(new NewTemplate(nowhere, new IdentityId(1), probe, null, TemplateSource.PICTURE, hash())))
                .isInstanceOf(GalleryException.GalleryNotFound.class);
        assertThatThrownBy(() -> add(new NewTemplate(
                        STAFF, new IdentityId(PEOPLE + 5), probe, null, TemplateSource.PICTURE, hash())))
                .as("an identity of another gallery")
                .isInstanceOf(GalleryException.IdentityNotFound.class);
    }

    @Test
    void theMethodIsChosenBySizeAndUsedByDefault() {
        assertThat(choose(STAFF)).isEqualTo(SearchMethod.EXACT);
        assertThat(await(store.comparisons(STAFF))).isEqualTo(PEOPLE);
        assertThat(await(store.nearest(STAFF, like(4, 0.6), 1, ANY)))
                .extracting(Candidate::externalId)
                .containsExactly("staff-4");
    }

    /** How often the gallery's HNSW index was scanned. */
    protected long indexScans() throws SQLException {
        search(STAFF, like(1, 0.9), 1, ANY);
        try (Connection owner = database.connectAsOwner();
                Statement sql = owner.createStatement();
                ResultSet rows = sql.executeQuery(
                        "SELECT coalesce(sum(idx_scan), 0) FROM pg_stat_user_indexes WHERE indexrelname LIKE '%hnsw%'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private List<Candidate> search(GalleryName gallery, Embedding probe, int limit, Score atLeast) {
        return await(store.nearest(gallery, probe, limit, atLeast, method));
    }

    private Enrolment add(NewTemplate template) {
        return await(adding(List.of(template))).get(0);
    }

    private Uni<List<Enrolment>> adding(List<NewTemplate> templates) {
        return transactions.run(work -> store.add(work, templates));
    }

    private void remove(Enrolment enrolment) {
        await(transactions.run(work -> work.execute(
                "DELETE FROM templates WHERE template_id = $1",
                Tuple.of(enrolment.template().value()))));
    }

    private SearchMethod choose(GalleryName gallery) {
        return await(transactions.run(work -> store.chooseSearchMethod(work, gallery)));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }

    private static List<Long> ids(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.identity().value())
                .toList();
    }

    private NewTemplate template(long identity, Embedding embedding) {
        return new NewTemplate(
                STAFF,
                new IdentityId(identity),
                embedding,
                0.5f,
                TemplateSource.EMBEDDING,
                ContentHash.ofEmbedding(embedding));
    }

    private ContentHash hash() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return ContentHash.of(bytes);
    }

    /** People differ in few directions much and in many little, as real ones do; no direction is an axis. */
    private float[] gaussian() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (random.nextGaussian() / Math.sqrt(20 + i));
        }
        return hadamard(vector);
    }

    /** In the neighbourhood of the first centre. */
    private float[] inTheCrowd() {
        float[] own = Embedding.of(MODEL, gaussian()).values();
        float[] centre = normalisation.centres().get(0).values();
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = own[i] + 0.5f * centre[i];
        }
        return vector;
    }

    private static float[] hadamard(float[] vector) {
        for (int half = 1; half < vector.length; half *= 2) {
            for (int i = 0; i < vector.length; i++) {
                if ((i & half) == 0) {
                    float sum = vector[i] + vector[i + half];
                    vector[i + half] = vector[i] - vector[i + half];
                    vector[i] = sum;
                }
            }
        }
        return vector;
    }

    /** A probe whose cosine with the person is about the one given. */
    private Embedding like(int person, double cosine) {
        float[] own = Embedding.of(MODEL, people[person]).values();
        float[] other = Embedding.of(MODEL, gaussian()).values();
        double rest = Math.sqrt(1 - cosine * cosine);
        float[] mixed = new float[DIMENSION];
        IntStream.range(0, DIMENSION).forEach(i -> mixed[i] = (float) (cosine * own[i] + rest * other[i]));
        return Embedding.of(MODEL, mixed);
    }

    private void enrol(Connection owner, GalleryName gallery, float[][] embeddings) throws SQLException {
        try (PreparedStatement sql = owner.prepareStatement("""
                INSERT INTO templates (gallery_id, identity_id, model_id, embedding, source, content_hash)
                SELECT gallery_id, identity_id, ?, l2_normalize(?::vector), 'import', sha256(external_id::bytea)
                FROM identities WHERE external_id = ?""")) {
            for (int i = 0; i < embeddings.length; i++) {
                sql.setString(1, MODEL.value());
                sql.setString(2, Arrays.toString(embeddings[i]));
                sql.setString(3, gallery + "-" + i);
                sql.addBatch();
            }
            sql.executeBatch();
        }
    }

    private void enrolMore(Connection owner, int person, float[][] embeddings) throws SQLException {
        try (PreparedStatement sql = owner.prepareStatement("""
                INSERT INTO templates (gallery_id, identity_id, model_id, embedding, source, content_hash)
                SELECT gallery_id, identity_id, ?, ?::vector, 'embedding', ? FROM identities WHERE external_id = ?""")) {
            for (float[] embedding : embeddings) {
                sql.setString(1, MODEL.value());
                sql.setString(2, Arrays.toString(embedding));
                sql.setBytes(3, hash().bytes());
                sql.setString(4, "staff-" + person);
                sql.addBatch();
            }
            sql.executeBatch();
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(command);
        }
    }
}
