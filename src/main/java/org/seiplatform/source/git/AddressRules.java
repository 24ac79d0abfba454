package org.seiplatform.source.git;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.seiplatform.source.git.ImportFailure.Code;

/**
 * Decides where an import may connect to: not to this machine, not into the network it stands in, not to a cloud's metadata
 * service, unless the host is allowed by name; and to no other ports than git is served at.
 */
final class AddressRules {

    private final Set<String> allowedHosts;
    private final Set<Integer> allowedPorts;

    AddressRules(ImportProperties properties) {
        this(properties.allowedHosts(), properties.allowedPorts());
    }

    AddressRules(Set<String> allowedHosts, Set<Integer> allowedPorts) {
        this.allowedHosts = Set.copyOf(allowedHosts);
        this.allowedPorts = Set.copyOf(allowedPorts);
    }

    /** Whether git is to be spoken there: what listens at other ports may be anything. */
    boolean allowsPort(GitAddress address) {
        return allowedPorts.contains(address.port()) || allowedHosts.contains(address.host());
    }

    /**
     * Checks every address that the host has.
     *
     * @throws ImportFailure {@code import_forbidden_address}, {@code import_unreachable}
     */
    void check(GitAddress address) throws IOException {
        if (!allowsPort(address)) {
            throw forbidden("Port " + address.port() + " of " + address.host() + " may not be connected to.");
        }
        if (allowedHosts.contains(address.host())) {
            return;
        }
        try {
            for (InetAddress found : InetAddress.getAllByName(address.host())) {
                if (isInternal(found)) {
                    throw forbidden(address.host() + " is an internal address.");
                }
            }
        } catch (UnknownHostException exception) {
            throw new ImportFailure(Code.IMPORT_UNREACHABLE, "There is no host " + address.host() + ".", exception);
        }
    }

    static ImportFailure forbidden(String detail) {
        return new ImportFailure(Code.IMPORT_FORBIDDEN_ADDRESS, detail);
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
