package io.facegate.service.web.upload;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code multipart/form-data} (RFC 7578), read from memory into memory. Quarkus' own form reader writes every file to
 * disk.
 */
final class MultipartForm {
    /** Of headers and whatever is around the parts. */
    private static final int MAXIMUM_UNDECODED_BYTES = 16 << 10;

    private static final int CHUNK_BYTES = 256 << 10;

    private MultipartForm() {}

    /**
     * @param contentType the header, which has the boundary
     * @param maximumParts more are refused
     * @throws ProblemException if the body is no such form
     */
    static Upload.Form parse(byte[] body, String contentType, int maximumParts) {
        TransferEncodings encodings = TransferEncodings.of(body, contentType);
        HttpPostMultipartRequestDecoder decoder = decoderFor(contentType, maximumParts);
        try {
            decode(encodings.body(), decoder);
            if (decoder.currentPartialHttpData() != null) {
                throw malformed("It ends within a part.");
            }
            return new Upload.Form(contents(decoder.getBodyHttpDatas(), encodings));
        } catch (TooManyFormFieldsException e) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_PARTS,
                    "A form may have at most %d parts (facegate.uploads.maximum-parts). Maybe send them by several requests."
                            .formatted(maximumParts));
        } finally {
            decoder.destroy();
        }
    }

    private static HttpPostMultipartRequestDecoder decoderFor(String contentType, int maximumParts) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        try {
            return new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false),
                    request,
                    StandardCharsets.UTF_8,
                    maximumParts,
                    MAXIMUM_UNDECODED_BYTES);
        } catch (RuntimeException e) { // a missing boundary makes Netty's decoder fail in several ways
            throw malformed("Its Content-Type has no boundary.");
        }
    }

    private static void decode(byte[] body, HttpPostMultipartRequestDecoder decoder) {
        // on the heap, because the decoder doesn't release the buffers of a part that is damaged or not complete; not
        // a constant, because a native executable can't have an allocator that was made when it was built
        ByteBufAllocator heap = new UnpooledByteBufAllocator(false, true);
        try {
            for (int start = 0; start < body.length; start += CHUNK_BYTES) {
                int length = Math.min(CHUNK_BYTES, body.length - start);
                decoder.offer(new DefaultHttpContent(heap.buffer(length).writeBytes(body, start, length)));
            }
            decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
        } catch (TooManyFormFieldsException e) {
            throw e;
        } catch (RuntimeException e) { // damaged headers make Netty's decoder fail in many ways: index, null, argument
            throw malformed("Its boundaries or the headers of its parts are damaged.");
        }
    }

    private static Map<String, List<byte[]>> contents(List<InterfaceHttpData> parts, TransferEncodings encodings) {
        Map<String, List<byte[]>> contents = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof HttpData data) {
                try {
                    contents.computeIfAbsent(data.getName(), name -> new ArrayList<>())
                            .add(encodings.decode(i, data.get()));
                } catch (IOException e) {
                    throw new UncheckedIOException("Data in memory can always be read", e);
                }
            }
        }
        return contents;
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(
                ProblemType.REQUEST_MALFORMED, "The body is not a complete multipart/form-data body. " + why);
    }
}
