package io.vmm4j.disk;

/**
 * How many of a disk's clusters an image has, by the way it stores them. The rest comes from the backing file, or is zero.
 *
 * @param data clusters stored as they are
 * @param compressed clusters stored compressed
 * @param zero clusters without data that are marked to read as zeros
 * @param tables L2 tables
 */
public record ClusterCounts(long data, long compressed, long zero, long tables) {}
