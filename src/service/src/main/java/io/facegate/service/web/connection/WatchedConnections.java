package io.facegate.service.web.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Puts a watch at every connection that comes in: neither Quarkus nor Vert.x tells of a connection before the head of its
 * first request is whole. Netty finds this class by {@code META-INF/services}, if it is told to look, as {@code Main} does.
 */
@RegisterForReflection
public final class WatchedConnections extends ChannelInitializerExtension {
    /** Called later than others, so that the watch is put before what they put first: it sees what the client sent. */
    @Override
    public double priority() {
        return 1;
    }

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        ArcContainer beans = Arc.container();
        if (beans != null && beans.isRunning()) {
            connection
                    .pipeline()
                    .addFirst(beans.select(ConnectionWatches.class).get().watch());
        }
    }
}
