package org.ganforge.observe;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.ganforge.error.InvalidInputException;
import org.ganforge.internal.Checks;
import org.ganforge.internal.file.AtomicFile;

/**
 * Writes animated GIFs that loop forever. Grey frames are exact; coloured ones get 256 colours
 * each.
 */
public final class AnimatedGif {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private AnimatedGif() {}

  /**
   * Writes the frames, whole or not at all, replacing any existing file.
   *
   * @param frames at least one, all of the same size
   * @param delay how long each is shown, 10 ms to 655.35 s, in steps of 10 ms
   * @param last how long the last frame is shown, in the same range
   * @throws InvalidInputException if the file cannot be written or an argument is invalid
   */
  public static void write(Path gif, List<BufferedImage> frames, Duration delay, Duration last) {
    Checks.notEmpty("frames of " + gif, frames, "give the pictures to show");
    BufferedImage first = frames.get(0);
    for (BufferedImage frame : frames) {
      if (frame.getWidth() != first.getWidth() || frame.getHeight() != first.getHeight()) {
        throw new InvalidInputException(
            "frames of " + gif,
            "pictures of one size, " + size(first),
            size(frame),
            "give all the same size");
      }
    }
    write(gif, frames.iterator(), hundredths(delay), hundredths(last));
  }

  /**
   * Writes the frames forwards and then backwards, so that a walk doesn't jump when it repeats.
   *
   * @param frames at least one, all of the same size
   * @param delay how long each is shown, 10 ms to 655.35 s, in steps of 10 ms
   * @throws InvalidInputException if the file cannot be written or an argument is invalid
   */
  public static void writeThereAndBack(Path gif, List<BufferedImage> frames, Duration delay) {
    List<BufferedImage> all = new ArrayList<>(frames);
    for (int i = frames.size() - 2; i > 0; i--) {
      all.add(frames.get(i));
    }
    write(gif, all, delay, delay);
  }

  /** Writes the frames one by one, so that they need not be in memory together. */
  static void write(Path gif, Iterator<BufferedImage> frames, int delay, int last) {
    AtomicFile.write(gif, out -> write(out, frames, delay, last));
  }

  private static void write(OutputStream out, Iterator<BufferedImage> frames, int delay, int last)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (boolean first = true; frames.hasNext(); first = false) {
        BufferedImage frame = frames.next();
        IIOMetadata metadata = metadata(writer, frame, frames.hasNext() ? delay : last, first);
        writer.writeToSequence(new IIOImage(frame, null, metadata), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  private static IIOMetadata metadata(
      ImageWriter writer, BufferedImage frame, int delay, boolean loops) throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("delayTime", Integer.toString(delay));
    control.setAttribute("transparentColorIndex", "0");
    if (loops) {
      child(root, "ApplicationExtensions").appendChild(forEver());
    }
    metadata.setFromTree(FORMAT, root);
    return metadata;
  }

  private static IIOMetadataNode forEver() {
    IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
    loop.setAttribute("applicationID", "NETSCAPE");
    loop.setAttribute("authenticationCode", "2.0");
    // Sub-block 1 of Netscape's extension: how often to repeat, as a 16-bit number; 0 is forever.
    loop.setUserObject(new byte[] {1, 0, 0});
    return loop;
  }

  private static IIOMetadataNode child(IIOMetadataNode parent, String name) {
    for (int i = 0; i < parent.getLength(); i++) {
      if (parent.item(i).getNodeName().equals(name)) {
        return (IIOMetadataNode) parent.item(i);
      }
    }
    IIOMetadataNode child = new IIOMetadataNode(name);
    parent.appendChild(child);
    return child;
  }

  private static int hundredths(Duration delay) {
    long hundredths = delay.toMillis() / 10;
    if (hundredths < 1 || hundredths > 65_535) {
      throw new InvalidInputException(
          "delay", "10 to 655350 ms", delay.toMillis() + " ms", "choose one in that range");
    }
    return (int) hundredths;
  }

  private static String size(BufferedImage image) {
    return image.getWidth() + " x " + image.getHeight();
  }
}
