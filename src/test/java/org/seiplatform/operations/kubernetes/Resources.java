package org.seiplatform.operations.kubernetes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of processors and memory.
 *
 * @param cpu thousandths of a processor
 * @param memory bytes
 */
record Resources(long cpu, long memory) {

    static final Resources NONE = new Resources(0, 0);

    /** What the Vault agent asks for unless annotations say otherwise. */
    private static final Resources AGENT = new Resources(250, mebibytes(64));

    private static final Pattern QUANTITY = Pattern.compile("([0-9.]+)([A-Za-z]*)");

    /** The {@code requests} or {@code limits} of a pod, with those of the agent that is injected into it. */
    static Resources of(Pod pod, String kind) {
        Resources sum = NONE;
        for (Tree container : pod.containers()) {
            Tree resources = container.at("resources", kind);
            sum = sum.plus(new Resources(
                    cpu(resources.at("cpu").text()),
                    bytes(resources.at("memory").text())));
        }
        if (pod.annotations().containsKey("vault.hashicorp.com/agent-inject")) {
            String cpu = pod.annotations().get("vault.hashicorp.com/agent-" + kind + "-cpu");
            String memory = pod.annotations().get("vault.hashicorp.com/agent-" + kind + "-mem");
            sum = sum.plus(cpu == null || memory == null ? AGENT : new Resources(cpu(cpu), bytes(memory)));
        }
        return sum;
    }

    static long cpu(String quantity) {
        return quantity.endsWith("m")
                ? Long.parseLong(quantity.substring(0, quantity.length() - 1))
                : Math.round(Double.parseDouble(quantity) * 1000);
    }

    /** Bytes of what Kubernetes, PostgreSQL or Redis calls {@code 4Gi}, {@code 4GB} or {@code 4gb}: powers of two for all three. */
    static long bytes(String quantity) {
        Matcher matcher = QUANTITY.matcher(quantity);
        if (!matcher.matches()) {
            throw new AssertionError("'" + quantity + "' is no amount of memory");
        }
        double factor = switch (matcher.group(2)) {
            case "" -> 1;
            case "Ki", "kB" -> 1L << 10;
            case "Mi", "MB", "mb" -> 1L << 20;
            case "Gi", "GB", "gb" -> 1L << 30;
            case "Ti" -> 1L << 40;
            default -> throw new AssertionError("unit of " + quantity);
        };
        return Math.round(Double.parseDouble(matcher.group(1)) * factor);
    }

    static long mebibytes(long number) {
        return number << 20;
    }

    Resources plus(Resources other) {
        return new Resources(cpu + other.cpu, memory + other.memory);
    }

    Resources minus(Resources other) {
        return new Resources(cpu - other.cpu, memory - other.memory);
    }

    Resources times(long factor) {
        return new Resources(cpu * factor, memory * factor);
    }

    boolean fitsIn(Resources room) {
        return cpu <= room.cpu && memory <= room.memory;
    }
}
