package io.vmm4j.disk;

/**
 * What a conversion did.
 *
 * @param virtualSize bytes of the disk, a multiple of 512
 * @param dataBytes bytes of the disk that were stored because they are not all zero, in whole blocks
 */
public record Conversion(long virtualSize, long dataBytes) {}
