package org.seiplatform.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between a client and a server on this machine, which can be slow, or cut. */
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean cut;

    private TcpProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** Forwards to a port of 127.0.0.1. */
    public static TcpProxy to(int target) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().name("proxy-accept").start(proxy::accept);
            return proxy;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Holds up what the server sends by so much. */
    public void delay(Duration time) {
        delay = time;
    }

    /** As if the cable were out: nothing gets through any more and nobody is told. */
    public void cut() {
        cut = true;
    }

    /** The cable is back; connections of before are lost. */
    public void mend() {
        open.forEach(TcpProxy::close);
        cut = false;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        open.forEach(TcpProxy::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(behind);
            Thread.ofVirtual().start(() -> forward(client, behind, false));
            Thread.ofVirtual().start(() -> forward(behind, client, true));
        } catch (IOException refused) {
            close(client);
        }
    }

    private void forward(Socket from, Socket to, boolean slow) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
                if (slow && !delay.isZero()) {
                    Thread.sleep(delay);
                }
                while (cut && !from.isClosed()) {
                    Thread.sleep(10);
                }
                output.write(buffer, 0, length);
                output.flush();
            }
        } catch (IOException ended) {
            // Either side has gone; the other is told below.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
