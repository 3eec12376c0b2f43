package io.vmm4j.disk;

/**
 * Which backing files of an image may be opened. The image itself names them, so that one from elsewhere could make whoever reads it
 * copy any file of this machine into the guest's disk.
 */
public enum BackingFiles {
    /** None. An image that stands alone, as all that vendors publish do, needs no more. */
    REFUSE,
    /** Those that lie in the directory of the image that names them, symbolic links resolved. */
    SAME_DIRECTORY,
    /** All that are named. Only for images of your own. */
    ANYWHERE
}
