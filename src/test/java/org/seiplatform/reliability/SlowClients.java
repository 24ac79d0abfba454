package org.seiplatform.reliability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** Clients that begin a request and then send a byte a second, past the proxy. */
final class SlowClients {

    private static final int NUMBER = 20;

    private final LoadScenario scenario;
    private final IntSupplier port;
    private final List<Thread> threads = new ArrayList<>();

    SlowClients(LoadScenario scenario, IntSupplier port) {
        this.scenario = scenario;
        this.port = port;
    }

    void begin() {
        for (int number = 0; number < NUMBER; number++) {
            threads.add(Thread.startVirtualThread(this::drip));
        }
    }

    void end() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
        threads.clear();
    }

    private void drip() {
        String head = """
                POST /api/v1/events/deployments HTTP/1.1\r
                Host: localhost\r
                X-API-Key: %s\r
                Content-Type: application/json\r
                Content-Length: 100000\r
                \r
                """.formatted(scenario.ingestKey());
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.getAsInt())) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    socket.getOutputStream().write(' ');
                    Thread.sleep(1000);
                }
            } catch (IOException turnedAway) {
                // Comes again, as such clients do.
            } catch (InterruptedException enough) {
                return;
            }
        }
    }
}
