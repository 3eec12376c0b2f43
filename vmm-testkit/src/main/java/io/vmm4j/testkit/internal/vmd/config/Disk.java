package io.vmm4j.testkit.internal.vmd.config;

/**
 * A disk of a VM.
 *
 * @param path the image, absolute and without symbolic links
 * @param format how to read it
 */
public record Disk(String path, DiskFormat format) {}
