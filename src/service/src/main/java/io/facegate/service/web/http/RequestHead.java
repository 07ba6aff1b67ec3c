package io.facegate.service.web.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/** What the headers of a request must be, whatever it asks for (RFC 9110 and 9112). */
final class RequestHead {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private RequestHead() {}

    /** Why it can't be served; empty if it can. */
    static Optional<String> fault(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (headers.names().contains("")) {
            return Optional.of("A header has no name.");
        }
        if (request.version() != HttpVersion.HTTP_2) {
            int hosts = headers.getAll(HttpHeaders.HOST).size();
            if (hosts > 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_1)) {
                return Optional.of("A request has one header Host, and this has %d.".formatted(hosts));
            }
        }
        return framingFault(headers, request.version()).or(() -> mediaTypeFault(headers));
    }

    /** What leaves open where the body ends may be a request within a request for whoever reads it otherwise. */
    private static Optional<String> framingFault(MultiMap headers, HttpVersion version) {
        List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaders.CONTENT_LENGTH);
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty()) {
                return Optional.of("A request has a Transfer-Encoding or a Content-Length, and this has both.");
            }
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked") || version != HttpVersion.HTTP_1_1) {
                return Optional.of("The only Transfer-Encoding is chunked, and that in HTTP/1.1.");
            }
        }
        return lengths.stream().distinct().count() <= 1
                        && lengths.stream()
                                .allMatch(length -> LENGTH.matcher(length).matches())
                ? Optional.empty()
                : Optional.of("Content-Length is not a number.");
    }

    private static Optional<String> mediaTypeFault(MultiMap headers) {
        List<String> types = headers.getAll(HttpHeaders.CONTENT_TYPE);
        if (types.size() > 1) {
            return Optional.of("A request has one Content-Type at most, and this has %d.".formatted(types.size()));
        }
        try {
            types.forEach(MediaType::valueOf);
        } catch (IllegalArgumentException e) {
            return Optional.of("Content-Type is no media type. Maybe leave it out, or name one as image/jpeg is one.");
        }
        try {
            headers.getAll(HttpHeaders.ACCEPT).forEach(MediaTypeHelper::parseHeader);
        } catch (IllegalArgumentException e) {
            return Optional.of("Accept is no list of media types.");
        }
        return Optional.empty();
    }
}
