package org.ganforge.data;

import org.ganforge.picture.Box;
import org.ganforge.picture.Kernel;
import org.ganforge.picture.Picture;
import org.ganforge.picture.PictureException;
import org.ganforge.picture.Pixels;

/** How a picture is fitted to an image of another shape. */
public enum Framing {
  /** The largest centred part with the image's shape; the default. */
  CROP {
    @Override
    Pixels frame(Picture picture, Frame frame, Cut cut) throws PictureException {
      double scale = Math.min(frame.across(picture), frame.down(picture));
      Box part = cut.of(picture, scale * frame.width(), scale * frame.height());
      return frame.resized(picture, part, frame.width(), frame.height());
    }
  },
  /** The whole picture, with background above and below or left and right of it. */
  FIT {
    @Override
    Pixels frame(Picture picture, Frame frame, Cut cut) throws PictureException {
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
    Pixels frame(Picture picture, Frame frame, Cut cut) throws PictureException {
      Box part = cut.of(picture, picture.width(), picture.height());
      return frame.resized(picture, part, frame.width(), frame.height());
    }
  };

  /** Returns the pixels of the picture, or of a part of it, in the frame. */
  abstract Pixels frame(Picture picture, Frame frame, Cut cut) throws PictureException;

  private static Box whole(Picture picture) {
    return new Box(0, 0, picture.width(), picture.height());
  }

  /**
   * The part of a picture that is used.
   *
   * @param share its sides as a fraction of the whole; 1 for all
   * @param across its horizontal position, from 0 (left) to 1 (right)
   * @param down its vertical position, from 0 (top) to 1 (bottom)
   */
  record Cut(double share, double across, double down) {
    static final Cut NONE = new Cut(1, 0.5, 0.5);

    private Box of(Picture picture, double fullWidth, double fullHeight) {
      double width = share * fullWidth;
      double height = share * fullHeight;
      return new Box(
          across * (picture.width() - width), down * (picture.height() - height), width, height);
    }
  }

  /**
   * The images that pictures are converted to.
   *
   * @param background the grey level behind and beside them
   */
  record Frame(int width, int height, int channels, Kernel kernel, int background) {
    /** Returns how many of the picture's columns correspond to one of the image's. */
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
