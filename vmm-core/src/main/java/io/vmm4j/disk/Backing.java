package io.vmm4j.disk;

import java.util.Optional;

/**
 * What an image is derived from.
 *
 * @param name as the image has it: a path, relative to the directory of the image
 * @param format as the image has it; images made by vmctl(8) do not say, and are derived from qcow2 images only
 * @param image the base; empty if it was not to be looked at, or is raw
 */
public record Backing(String name, Optional<String> format, Optional<Qcow2Image> image) {}
