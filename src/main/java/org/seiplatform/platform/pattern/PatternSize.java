package org.seiplatform.platform.pattern;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates, from above, how many instructions a regular expression compiles to, without compiling it: counted repetitions are
 * written out, nested ones by the product of their counts, so that a short pattern can fill the memory of its compiler.
 */
final class PatternSize {

    /** Begin and end of every program, with a way in from any place of the text. */
    private static final double FRAME = 4;

    private static final double BRANCH = 2;
    private static final double GROUP = 2;

    private final String pattern;
    private final Deque<Double> enclosing = new ArrayDeque<>();
    private int position;
    private double size = FRAME;
    private double lastPart;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    static double estimate(String pattern) {
        return new PatternSize(pattern).estimate();
    }

    private double estimate() {
        while (position < pattern.length()) {
            char character = pattern.charAt(position);
            switch (character) {
                case '(' -> openGroup();
                case ')' -> closeGroup();
                case '[' -> skipClass();
                case '\\' -> skipEscape();
                case '{' -> repeat();
                case '|', '*', '+', '?' -> add(BRANCH, lastPart);
                default -> add(1, 1);
            }
        }
        while (!enclosing.isEmpty()) {
            closeGroup();
        }
        return size;
    }

    private void add(double instructions, double part) {
        size += instructions;
        lastPart = part;
        position++;
    }

    private void openGroup() {
        enclosing.push(size);
        size = GROUP;
        lastPart = 0;
        position++;
    }

    private void closeGroup() {
        position++;
        if (!enclosing.isEmpty()) {
            lastPart = size;
            size += enclosing.pop();
        }
    }

    /** A class of characters is one instruction, however it is written; a bracket that stands first in it does not end it. */
    private void skipClass() {
        int at = position + 1;
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        for (boolean first = true; at < pattern.length(); first = false) {
            if (pattern.charAt(at) == '\\') {
                at += 2;
            } else if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at + 2) > 0) {
                at = pattern.indexOf(":]", at + 2) + 2;
            } else if (pattern.charAt(at) == ']' && !first) {
                break;
            } else {
                at++;
            }
        }
        position = at;
        add(1, 1);
    }

    private void skipEscape() {
        if (pattern.startsWith("\\Q", position)) {
            int end = pattern.indexOf("\\E", position);
            int literals = (end < 0 ? pattern.length() : end) - position - 2;
            position += literals + 2 + (end < 0 ? 0 : 2);
            size += Math.max(0, literals);
            lastPart = 1;
            return;
        }
        boolean braced = position + 2 < pattern.length()
                && "pPx".indexOf(pattern.charAt(position + 1)) >= 0
                && pattern.charAt(position + 2) == '{';
        int end = braced ? pattern.indexOf('}', position) : position + 1;
        position = end < 0 ? pattern.length() - 1 : end;
        add(1, 1);
    }

    /** {@code {n}}, {@code {n,}} or {@code {n,m}}; braces around anything else stand for themselves. */
    private void repeat() {
        int end = pattern.indexOf('}', position);
        String counts = end < 0 ? "" : pattern.substring(position + 1, end);
        if (counts.isEmpty() || !counts.chars().allMatch(digit -> digit >= '0' && digit <= '9' || digit == ',')) {
            add(1, 1);
            return;
        }
        double most = 1;
        for (String count : counts.split(",", -1)) {
            most = Math.max(most, count.isEmpty() ? 1 : Double.parseDouble(count));
        }
        double repeated = (lastPart + BRANCH) * (most + 1);
        position = end;
        add(repeated - lastPart, repeated);
    }
}
