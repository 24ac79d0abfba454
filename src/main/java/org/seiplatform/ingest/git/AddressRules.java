package org.seiplatform.ingest.git;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.seiplatform.ingest.git.ImportFailure.Code;

/**
 * Decides where an import may connect to: not to this machine, not into the network it stands in, not to a cloud's metadata
 * service, unless the host is allowed by name.
 */
final class AddressRules {

    private final Set<String> allowedHosts;

    AddressRules(Set<String> allowedHosts) {
        this.allowedHosts = Set.copyOf(allowedHosts);
    }

    /**
     * Checks every address that the host has.
     *
     * @throws ImportFailure {@code import_forbidden_address}, {@code import_unreachable}
     */
    void check(URL url) throws IOException {
        String scheme = url.getProtocol();
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw forbidden(url);
        }
        String host = url.getHost();
        if (allowedHosts.contains(host.toLowerCase(Locale.ROOT))) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isInternal(address)) {
                    throw forbidden(url);
                }
            }
        } catch (UnknownHostException exception) {
            throw new ImportFailure(Code.IMPORT_UNREACHABLE, "There is no host " + host + ".", exception);
        }
    }

    private static ImportFailure forbidden(URL url) {
        return new ImportFailure(
                Code.IMPORT_FORBIDDEN_ADDRESS,
                url.getHost() + " is an internal address, or its scheme is not http or https.");
    }

    static boolean isInternal(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return switch (address) {
            // This network, carrier-grade NAT, protocol assignments, benchmarks, reserved.
            case Inet4Address ip ->
                first == 0
                        || (first == 100 && second >= 64 && second < 128)
                        || (first == 192 && second == 0)
                        || (first == 198 && (second == 18 || second == 19))
                        || first >= 240;
            // Unique local; NAT64 and 6to4 lead to IPv4 addresses of any kind.
            case Inet6Address ip ->
                (first & 0xfe) == 0xfc
                        || (first == 0x00 && second == 0x64)
                        || (first == 0x20 && second == 0x02)
                        || isEmbeddedIpv4(bytes);
            default -> true;
        };
    }

    private static boolean isEmbeddedIpv4(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
