/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures from outside: small ones, bombs, and what only says it is one. */

#include "phone-portrait.h"

#include <string.h>

#define PNG(size) "\x89PNG\r\n\x1a\n\0\0\0\rIHDR" size "\x08\x06\0\0\0"
#define JPEG_HEAD "\xff\xd8\xff\xe0\0\x04" "JF"
#define JPEG_FRAME(size) "\xff\xc0\0\x11\x08" size "\x03\x01\x22\0\x02\x11\x01\x03\x11\x01"

#define ROW(name, text, safe) { name, text, sizeof text - 1, safe }

static void
test_judged (void)
{
  static const struct
  {
    const char *name;
    const char *octets;
    gsize length;
    gboolean safe;
  } rows[] = {
    ROW ("png", PNG ("\0\0\1\0\0\0\1\0"), TRUE),
    ROW ("png bomb", PNG ("\0\1\0\0\0\1\0\0"), FALSE),
    ROW ("png that overflows", PNG ("\xff\xff\xff\xff\xff\xff\xff\xff"), FALSE),
    ROW ("png without dots", PNG ("\0\0\0\0\0\0\1\0"), FALSE),
    ROW ("png cut off", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FALSE),
    ROW ("jpeg", JPEG_HEAD JPEG_FRAME ("\x01\0\x01\0"), TRUE),
    ROW ("jpeg with padding", JPEG_HEAD "\xff\xff" JPEG_FRAME ("\x01\0\x01\0"), TRUE),
    ROW ("jpeg after tables", JPEG_HEAD "\xff\xc4\0\x03\1" JPEG_FRAME ("\x01\0\x01\0"), TRUE),
    ROW ("jpeg bomb", JPEG_HEAD JPEG_FRAME ("\xff\xff\xff\xff"), FALSE),
    ROW ("jpeg without a frame", JPEG_HEAD "\xff\xd9\0\0\0\0\0\0\0\0\0\0", FALSE),
    ROW ("jpeg whose segment is longer than it", "\xff\xd8\xff\xe0\xff\xff" "JFIF\0\0\0\0\0\0", FALSE),
    ROW ("jpeg whose segment has no length", "\xff\xd8\xff\xe0\0\0" "\xff\xc0\0\x11\x08\0\0\0\0\0\0\0\0", FALSE),
    ROW ("gif", "GIF89a\1\0\1\0\0\0\0\0\0\0", FALSE),
    ROW ("script", "<svg onload='x'/>", FALSE),
    ROW ("nothing", "", FALSE),
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *exact = g_memdup2 (rows[n].octets, rows[n].length); /* what is read behind it is seen */

      g_test_message ("%s", rows[n].name);
      g_assert_true (phone_portrait_is_safe (exact, rows[n].length) == rows[n].safe);
    }
}

static void
test_too_large (void)
{
  static const char head[] = PNG ("\0\0\1\0\0\0\1\0");
  gsize length = 4 * 1024 * 1024 + 1;
  g_autofree char *octets = g_malloc0 (length);

  memcpy (octets, head, sizeof head);
  g_assert_false (phone_portrait_is_safe (octets, length));
  g_assert_true (phone_portrait_is_safe (octets, length - 1));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/portrait/judged", test_judged);
  g_test_add_func ("/phone/portrait/too-large", test_too_large);
  return g_test_run ();
}
