package org.seiplatform.operations.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** What the Service {@code timescaledb} does: its address leads to whichever node is the leader when a connection is made. */
final class LeaderService implements AutoCloseable {

    private final PatroniCluster cluster;
    private final ServerSocket server;
    private volatile Optional<Integer> leader = Optional.empty();

    LeaderService(PatroniCluster cluster, String address) {
        this.cluster = cluster;
        try {
            this.server = new ServerSocket(5432, 100, InetAddress.getByName(address));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        Thread.ofVirtual().start(this::watch);
        Thread.ofVirtual().start(this::accept);
    }

    private void watch() {
        while (!server.isClosed()) {
            leader = cluster.leader();
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> forward(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void forward(Socket client) {
        try (client;
                Socket node = new Socket()) {
            int number = leader.orElseThrow(() -> new IOException("no leader"));
            node.connect(new InetSocketAddress(cluster.address(number), 5432), 2000);
            Thread back = Thread.ofVirtual().start(() -> pump(node, client));
            pump(client, node);
            back.join();
        } catch (IOException gone) {
            // the client sees its connection end, as it would without an endpoint
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Copies until either side ends, and ends both. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // closing both tells the other direction
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
