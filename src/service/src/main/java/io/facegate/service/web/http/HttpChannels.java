package io.facegate.service.web.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerOptions;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Adds to each connection what Vert.x leaves open: a strict reading of where a body ends, and answers with a body to what
 * can't be read as a request. Netty finds this by its service file, if {@link #EXTENSIONS} says that it shall look.
 */
@RegisterForReflection
public final class HttpChannels extends ChannelInitializerExtension {
    /** The system property that makes Netty look for extensions, before its first connection. */
    public static final String EXTENSIONS = EXTENSIONS_SYSTEM_PROPERTY;

    /** The value of the property. */
    public static final String LOADED = "serviceload";

    private volatile @Nullable HttpServerOptions limits;

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        connection.pipeline().addFirst(new FirstBytes(limits()));
    }

    private HttpServerOptions limits() {
        HttpServerOptions known = limits;
        if (known == null) {
            known = StrictRequestDecoder.limits(ConfigProvider.getConfig());
            limits = known;
        }
        return known;
    }
}
