package io.facegate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** What the service answered. */
public record Reply(int status, HttpHeaders headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + body, e);
        }
    }

    public Reply assertOk() {
        assertThat(status).as(body).isEqualTo(200);
        assertThat(header("Content-Type")).startsWith("application/json");
        assertThat(header("X-Request-Id")).isNotEmpty();
        assertThat(header("Cache-Control")).isEqualTo("no-store");
        assertThat(header("X-Content-Type-Options")).isEqualTo("nosniff");
        return this;
    }

    /** A problem by RFC 9457 that is complete and consistent with the response. */
    public Reply assertProblem(int expectedStatus, String code) {
        assertThat(status).as(body).isEqualTo(expectedStatus);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("code").asText()).as(body).isEqualTo(code);
        assertThat(problem.path("type").asText()).isEqualTo("urn:facegate:problem:" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(expectedStatus);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(problem.path("request_id").asText()).isNotEmpty().isEqualTo(header("X-Request-Id"));
        assertThat(body)
                .doesNotContain("secret-name")
                .doesNotContain("Exception")
                .doesNotContain("java.");
        return this;
    }
}
