/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A picture that is small as a file may fill the memory when it is drawn, and it comes from anybody. How large it
 * will be stands at its beginning, so that is read before anything else looks at it. */

#include "config.h"

#include "phone-portrait.h"

#include <string.h>

#define LARGEST_FILE (4 * 1024 * 1024)
#define MOST_DOTS (4 * 1024 * 1024)

static gboolean
is_small (guint64 width,
          guint64 height)
{
  return width > 0 && height > 0 && width * height <= MOST_DOTS;
}

static guint
read_16 (const guchar *at)
{
  return (guint) at[0] << 8 | at[1];
}

static guint
read_32 (const guchar *at)
{
  return read_16 (at) << 16 | read_16 (at + 2);
}

/* The first chunk of a PNG is its header. */
static gboolean
is_small_png (const guchar *octets,
              gsize         length)
{
  return length >= 24 && memcmp (octets + 12, "IHDR", 4) == 0 && is_small (read_32 (octets + 16), read_32 (octets + 20));
}

/* A JPEG tells its size in the frame that begins the picture: C0 to CF, but for three that are tables. */
static gboolean
is_small_jpeg (const guchar *octets,
               gsize         length)
{
  gsize at = 2;

  while (at + 9 < length && octets[at] == 0xff)
    {
      guchar marker = octets[at + 1];

      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        return is_small (read_16 (octets + at + 7), read_16 (octets + at + 5));
      at += marker == 0xff ? 1 : 2 + (gsize) read_16 (octets + at + 2);
    }
  return FALSE;
}

/**
 * phone_portrait_is_safe:
 * @octets: a file
 * @length: of it, in octets
 *
 * Judges a picture by its beginning, without unfolding it.
 *
 * Returns: whether it may be drawn
 */
gboolean
phone_portrait_is_safe (const void *octets,
                        gsize       length)
{
  if (length < 8 || length > LARGEST_FILE)
    return FALSE;
  if (memcmp (octets, "\x89PNG\r\n\x1a\n", 8) == 0)
    return is_small_png (octets, length);
  return memcmp (octets, "\xff\xd8\xff", 3) == 0 && is_small_jpeg (octets, length);
}
