package org.seiplatform.ingest.git;

import java.util.Arrays;

/** Gives each different line of some texts a number, counted from 0. */
final class LineTable {

    private static final int EMPTY = -1;

    private int[] slots = new int[256];
    private byte[][] texts = new byte[128][];
    private int[] starts = new int[128];
    private int[] ends = new int[128];
    private int[] hashes = new int[128];
    private int size;

    LineTable() {
        Arrays.fill(slots, EMPTY);
    }

    /** How many different lines there were so far. */
    int size() {
        return size;
    }

    /** The numbers of the lines between two places of a text, in order. */
    int[] lines(byte[] text, int from, int to) {
        int[] numbers = new int[Math.max(16, (to - from) / 32)];
        int count = 0;
        int start = from;
        while (start < to) {
            int hash = 1;
            int end = start;
            byte character;
            do {
                character = text[end++];
                hash = 31 * hash + character;
            } while (character != '\n' && end < to);
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            numbers[count++] = number(text, start, end, hash);
            start = end;
        }
        return Arrays.copyOf(numbers, count);
    }

    private int number(byte[] text, int start, int end, int hash) {
        int mask = slots.length - 1;
        int slot = spread(hash) & mask;
        while (slots[slot] != EMPTY) {
            int number = slots[slot];
            if (hashes[number] == hash
                    && Arrays.equals(texts[number], starts[number], ends[number], text, start, end)) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        if (size == starts.length) {
            grow();
            return number(text, start, end, hash);
        }
        texts[size] = text;
        starts[size] = start;
        ends[size] = end;
        hashes[size] = hash;
        slots[slot] = size;
        return size++;
    }

    private void grow() {
        int capacity = size * 2;
        texts = Arrays.copyOf(texts, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        hashes = Arrays.copyOf(hashes, capacity);
        slots = new int[capacity * 2];
        Arrays.fill(slots, EMPTY);
        int mask = slots.length - 1;
        for (int number = 0; number < size; number++) {
            int slot = spread(hashes[number]) & mask;
            while (slots[slot] != EMPTY) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number;
        }
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 16);
    }
}
