package io.facegate.service.compreface;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.service.web.json.BoundedJson;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.PartName;
import io.facegate.service.web.upload.Upload;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Reads bodies: pictures as parts of a form, or in JSON as Base64. What they are, their content decides. */
@Singleton
final class ReceivedBodies {
    static final PartName FILE = PartName.of("file");
    static final PartName SOURCE = PartName.of("source_image");
    static final PartName TARGET = PartName.of("target_image");

    /** Names, values and brackets. */
    private static final long MOST_TOKENS = 100;

    private static final ObjectMapper JSON = BoundedJson.mapper(MOST_TOKENS);

    private static final long MOST_TEXTS = 50_000;
    private static final ObjectMapper LISTS = BoundedJson.mapper(MOST_TEXTS);

    private final Bodies bodies;

    ReceivedBodies(Bodies bodies) {
        this.bodies = bodies;
    }

    /** The one picture of a request. */
    Uni<byte[]> only(RoutingContext request) {
        return all(request, FILE).map(pictures -> pictures.get(0));
    }

    /** One picture of each of these names. */
    Uni<List<byte[]>> all(RoutingContext request, PartName... parts) {
        String type = request.request().getHeader("Content-Type");
        boolean json = type != null && MediaType.APPLICATION_JSON_TYPE.isCompatible(MediaType.valueOf(type));
        return bodies.upload(request, upload -> json ? ofJson(upload.picture(FILE), parts) : ofForm(upload, parts));
    }

    private static List<byte[]> ofForm(Upload upload, PartName... parts) {
        if (!(upload instanceof Upload.Form)) { // a picture by itself would be each of the parts
            throw new ProblemException(ProblemType.PART_MISSING, "The body is no multipart/form-data");
        }
        return Arrays.stream(parts).map(upload::picture).toList();
    }

    /** The body is a list of texts; whatever else is in it is overlooked. */
    Uni<List<String>> texts(RoutingContext request) {
        return bodies.upload(request, upload -> {
            try {
                JsonNode list = LISTS.readTree(upload.picture(FILE));
                if (!list.isArray()) {
                    throw malformed("The body is not a list");
                }
                return StreamSupport.stream(list.spliterator(), false)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .toList();
            } catch (IOException e) { // its message has the text
                throw malformed("The body is not a list");
            }
        });
    }

    private static List<byte[]> ofJson(byte[] body, PartName... parts) {
        Map<String, byte[]> pictures = decoded(body, Arrays.asList(parts));
        return Arrays.stream(parts)
                .map(part -> {
                    byte[] picture = pictures.get(part.value());
                    if (picture == null) {
                        throw new ProblemException(
                                ProblemType.PART_MISSING,
                                part.value(),
                                "The field '%s' is missing".formatted(part.value()));
                    }
                    return picture;
                })
                .toList();
    }

    /** Decoded as it is read: a text of it would take its length again. */
    private static Map<String, byte[]> decoded(byte[] body, List<PartName> parts) {
        Map<String, byte[]> pictures = new HashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (parts.stream().noneMatch(part -> part.value().equals(name))) {
                    json.skipChildren();
                } else if (value == JsonToken.VALUE_STRING) {
                    pictures.put(name, binary(json));
                } else {
                    throw malformed();
                }
            }
        } catch (JsonProcessingException e) { // its message has the text
            throw malformed();
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory can always be read", e);
        }
        return pictures;
    }

    private static byte[] binary(JsonParser json) throws IOException {
        try {
            return json.getBinaryValue();
        } catch (JsonProcessingException e) {
            throw new ProblemException(ProblemType.IMAGE_TYPE_UNSUPPORTED, "The picture is not in Base64");
        }
    }

    private static ProblemException malformed() {
        return malformed("The body is not a JSON object with pictures in Base64");
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(ProblemType.REQUEST_MALFORMED, why);
    }
}
