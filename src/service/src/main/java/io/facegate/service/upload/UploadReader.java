package io.facegate.service.upload;

import io.facegate.service.problem.ProblemException;
import io.facegate.service.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/** Reads a whole request body into an {@link Upload}: a form if its Content-Type says so, and else a picture. */
@Provider
public final class UploadReader implements ServerMessageBodyReader<Upload> {
    private final UploadLimits limits;

    UploadReader(UploadLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo method, MediaType mediaType) {
        return type == Upload.class;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Upload.class;
    }

    @Override
    public Upload readFrom(Class<Upload> type, Type genericType, MediaType mediaType, ServerRequestContext context)
            throws IOException {
        return read(context.getInputStream(), context.getRequestHeaders().getHeaderString(HttpHeaders.CONTENT_TYPE));
    }

    @Override
    public Upload readFrom(
            Class<Upload> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(body, headers.getFirst(HttpHeaders.CONTENT_TYPE));
    }

    private Upload read(InputStream in, @Nullable String contentType) throws IOException {
        byte[] body = in.readNBytes(Math.toIntExact(limits.maximumBytes() + 1));
        if (body.length > limits.maximumBytes()) {
            throw new ProblemException(ProblemType.BODY_TOO_LARGE, limits.tooLarge());
        }
        if (contentType != null && MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(MediaType.valueOf(contentType))) {
            return MultipartForm.parse(body, contentType, limits.maximumParts());
        }
        return new Upload.RawPicture(body);
    }
}
