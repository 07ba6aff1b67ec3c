package io.facegate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys for tests, written into the database as the service keeps them. */
public final class TestKeys {
    /** Of the service under test. */
    public static final String PEPPER = "a pepper that only the tests know, of 52 characters.";

    private static final String SECRET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    private final TestDatabase database;

    public TestKeys(TestDatabase database) {
        this.database = database;
    }

    /** A key that may do that, with all galleries; as its bearer has it. */
    public String with(String... scopes) {
        return boundTo(List.of(), scopes);
    }

    /** A key that may do that with these galleries alone. */
    public String boundTo(List<String> galleries, String... scopes) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        String text = "fg_%s_%s".formatted(id, SECRET);
        try (Connection connection = database.connectAsApplication();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO access_keys (key_id, name, hash, scopes, galleries) VALUES (?, 'of a test', ?, ?, ?)")) {
            insert.setString(1, id);
            insert.setBytes(2, hash(text));
            insert.setArray(3, connection.createArrayOf("text", scopes));
            insert.setArray(4, connection.createArrayOf("text", galleries.toArray()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return text;
    }

    /** The part that is no secret. */
    public static String id(String key) {
        return key.split("_", -1)[1];
    }

    /** As an administrator might in SQL. */
    public void revoke(String key) {
        try (Connection connection = database.connectAsApplication();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE access_keys SET revoked_at = now() WHERE key_id = ?")) {
            update.setString(1, id(key));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(PEPPER.getBytes(UTF_8), mac.getAlgorithm()));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
