package io.facegate.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What the service answered.
 *
 * @param body missing if it isn't JSON
 */
record Answer(int status, JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(int status, String body) {
        try {
            return new Answer(status, JSON.readTree(body));
        } catch (JsonProcessingException e) {
            return new Answer(status, MissingNode.getInstance());
        }
    }

    boolean ok() {
        return status == 200 || status == 201;
    }

    /** It goes on, and is to be asked about. */
    boolean goesOn() {
        return status == 202;
    }

    /** The problem's code, such as {@code gallery_not_found}; empty if there is none. */
    String code() {
        return body.path("code").asText();
    }

    /** To be thrown if the command can't go on with this. */
    ClientException refusal(String what) {
        return new ClientException("%s: the service answered %d %s. %s"
                .formatted(what, status, code(), body.path("detail").asText())
                .stripTrailing());
    }
}
