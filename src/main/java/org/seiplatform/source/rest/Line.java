package org.seiplatform.source.rest;

/**
 * A line of a stream.
 *
 * @param number from 1
 * @param bytes without the line's end; empty where the line is too long
 * @param tooLong whether it is longer than allowed
 */
record Line(long number, byte[] bytes, boolean tooLong) {

    boolean isBlank() {
        if (tooLong) {
            return false;
        }
        for (byte octet : bytes) {
            if (octet != ' ' && octet != '\t' && octet != '\r') {
                return false;
            }
        }
        return true;
    }
}
