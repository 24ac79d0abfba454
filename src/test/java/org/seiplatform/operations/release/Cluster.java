package org.seiplatform.operations.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.seiplatform.testing.DebianRoot;
import org.seiplatform.testing.PackagedService;
import org.springframework.util.FileSystemUtils;

/**
 * As much of a cluster as the release scripts ask {@code kubectl} about: one Service, a Deployment for each version, kept as
 * files. A forwarded port leads to a running service.
 */
final class Cluster implements AutoCloseable {

    private static final String KUBECTL = """
            #!/bin/bash
            # The calls of the scripts, word by word; any other one is a mistake.
            set -euo pipefail
            cd "$(dirname "$0")/state"
            [[ $1 == --namespace && $2 == sei-platform ]] || { echo "kubectl: which namespace?" >&2; exit 1; }
            shift 2
            echo "$*" >>calls
            version=${2##*-}
            case $* in
              'get service api-service --output name') echo service/api-service ;;
              'get service api-service --output jsonpath={.spec.selector.version}') cat selector ;;
              'get deployment --selector app=api-service,version='*' --output name')
                version=${4##*=}
                [[ ! -e $version.replicas ]] || echo "deployment.apps/api-service-$version" ;;
              'get deployment.apps/api-service-'*' --output jsonpath={.spec.replicas}') cat "$version.replicas" ;;
              'get secret smoke-test --ignore-not-found --output jsonpath={.data.api-key}') cat key ;;
              'get horizontalpodautoscaler --selector app=api-service,version='*' --output name')
                version=${4##*=}
                [[ ! -e $version.minimum ]] || echo "horizontalpodautoscaler.autoscaling/api-service-hpa-$version" ;;
              'wait horizontalpodautoscaler.autoscaling/api-service-hpa-'*' --for condition=AbleToScale --timeout '*)
                cat "$version.minimum" >"$version.replicas" ;;
              'rollout status deployment.apps/api-service-'*' --timeout '*)
                version=${3##*-}
                [[ ! -e $version.broken ]] || (($(cat "$version.replicas") == 0)) ;;
              'patch service api-service --patch '*)
                jq --exit-status '.spec.selector | has("sei-platform.io/release") and .["sei-platform.io/release"] == null' <<<"$5"
                jq --raw-output .spec.selector.version <<<"$5" >selector ;;
              'scale deployment.apps/api-service-'*' --replicas '*) echo "$4" >"$version.replicas" ;;
              'port-forward deployment.apps/api-service-'*' :8080 :8081')
                cat "$version.ports"
                exec sleep 600 ;;
              *) echo "kubectl: $*?" >&2; exit 1 ;;
            esac
            """;

    private final Path directory = DebianRoot.directory("sei-cluster");
    private final Path state = directory.resolve("state");

    Cluster(String serving, String smokeTestKey) throws IOException {
        Files.writeString(directory.resolve("kubectl"), KUBECTL);
        Files.setPosixFilePermissions(directory.resolve("kubectl"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(state);
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
        write("selector", serving);
        write("calls", "");
        write("key", Base64.getEncoder().encodeToString(smokeTestKey.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A Deployment, whose pods are this service. */
    Cluster deploy(String version, int replicas, PackagedService service) {
        write(version + ".ports", """
                Forwarding from 127.0.0.1:%d -> 8080
                Forwarding from [::1]:%d -> 8080
                Forwarding from 127.0.0.1:%d -> 8081
                """.formatted(service.port(), service.port(), service.managementPort()));
        return scale(version, replicas);
    }

    Cluster scale(String version, int replicas) {
        write(version + ".replicas", Integer.toString(replicas));
        return this;
    }

    /** It has this many replicas at least, once the autoscaler has looked at it. */
    Cluster autoscale(String version, int minimum) {
        write(version + ".minimum", Integer.toString(minimum));
        return this;
    }

    /** Its pods do not get ready. */
    void breakDown(String version) {
        write(version + ".broken", "");
    }

    String serving() {
        return read("selector");
    }

    int replicas(String version) {
        return Integer.parseInt(read(version + ".replicas"));
    }

    /** What kubectl was asked, oldest first. */
    List<String> calls() {
        return read("calls").lines().toList();
    }

    /** Where kubectl is. */
    String path() {
        return directory + ":/usr/bin:/usr/sbin:/bin";
    }

    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void write(String file, String content) {
        try {
            Path path = Files.writeString(state.resolve(file), content);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(state.resolve(file)).strip();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
