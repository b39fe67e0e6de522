package org.ganforge.data;

import org.ganforge.picture.Box;
import org.ganforge.picture.Kernel;
import org.ganforge.picture.Picture;
import org.ganforge.picture.PictureException;
import org.ganforge.picture.Pixels;

/** How a picture of another shape comes to fill an image. */
public enum Framing {
  /** The largest part in the middle that has the image's shape; the default. */
  CROP {
    @Override
    Pixels frame(Picture picture, Frame frame) throws PictureException {
      double scale = Math.min(frame.across(picture), frame.down(picture));
      double width = scale * frame.width();
      double height = scale * frame.height();
      Box middle =
          new Box((picture.width() - width) / 2, (picture.height() - height) / 2, width, height);
      return frame.resized(picture, middle, frame.width(), frame.height());
    }
  },
  /** The whole picture, with the background above and below it, or on its left and right. */
  FIT {
    @Override
    Pixels frame(Picture picture, Frame frame) throws PictureException {
      double scale = Math.max(frame.across(picture), frame.down(picture));
      int width = (int) Math.max(1, Math.round(picture.width() / scale));
      int height = (int) Math.max(1, Math.round(picture.height() / scale));
      return frame
          .resized(picture, whole(picture), width, height)
          .padded(frame.width(), frame.height(), frame.background());
    }
  },
  /** The whole picture, stretched to the image's shape. */
  FILL {
    @Override
    Pixels frame(Picture picture, Frame frame) throws PictureException {
      return frame.resized(picture, whole(picture), frame.width(), frame.height());
    }
  };

  /** Returns the picture's pixels in the frame. */
  abstract Pixels frame(Picture picture, Frame frame) throws PictureException;

  private static Box whole(Picture picture) {
    return new Box(0, 0, picture.width(), picture.height());
  }

  /**
   * The images that pictures are made into.
   *
   * @param background the grey level behind and beside them
   */
  record Frame(int width, int height, int channels, Kernel kernel, int background) {
    /** Returns how many of the picture's columns make one of the image's. */
    private double across(Picture picture) {
      return (double) picture.width() / width;
    }

    private double down(Picture picture) {
      return (double) picture.height() / height;
    }

    private Pixels resized(Picture picture, Box box, int newWidth, int newHeight)
        throws PictureException {
      return picture.resized(box, newWidth, newHeight, channels, kernel, background);
    }
  }
}
