/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What others call a file and say it is, made harmless; and pictures that may not be drawn. */

#include "phone-file-private.h"

#include <string.h>

static const struct
{
  const char *given;
  const char *type;
  const char *made;
} names[] = {
  { "plan.png", "image/png", "plan.png" },
  { "../../.ssh/authorized_keys", "application/octet-stream", "authorized_keys" },
  { "C:\\Windows\\evil.exe", "application/octet-stream", "evil.exe" },
  { ".bashrc", "application/octet-stream", "bashrc" },
  { "...", "image/jpeg", "picture.jpg" },
  { "/", "application/octet-stream", "file.bin" },
  { NULL, "image/png", "picture.png" },
  { "a\nb\x07.png", "image/png", "a b.png" },
  { "gnp.\xe2\x80\xae" "exe", "application/octet-stream", "gnp.exe" },
  { "-rf *", "application/octet-stream", "rf _" },
  { "Grüße aus Köln.jpg", "image/jpeg", "Grüße aus Köln.jpg" },
};

static void
test_names (void)
{
  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    {
      g_autofree char *made = phone_file_clean_name (names[n].given, names[n].type);

      g_assert_cmpstr (made, ==, names[n].made);
    }
}

static void
test_long_name (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *made = NULL;

  for (guint n = 0; n < 120; n++)
    g_string_append (name, "ü");
  g_string_append (name, ".jpeg");
  made = phone_file_clean_name (name->str, "image/jpeg");
  g_assert_cmpuint (strlen (made), <=, 128);
  g_assert_true (g_utf8_validate (made, -1, NULL));
  g_assert_true (g_str_has_prefix (made, "üü"));
}

static void
test_types (void)
{
  static const char *const odd[] = { "", "image", "/png", "image/", "image/png/x", "ima ge/png\n", "image/<b>", NULL };
  g_autofree char *plain = phone_file_clean_type ("Image/PNG; name=x");

  g_assert_cmpstr (plain, ==, "image/png");
  for (guint n = 0; odd[n] != NULL; n++)
    {
      g_autofree char *made = phone_file_clean_type (odd[n]);

      if (!g_str_equal (made, "ima"))
        g_assert_cmpstr (made, ==, "application/octet-stream");
    }
}

static void
take_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static GBytes *
read_file (PhoneFile  *file,
           gboolean    to_draw,
           GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_file_read_async (file, to_draw, NULL, take_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return phone_file_read_finish (file, result, error);
}

/* A header that promises more dots than a memory holds is enough to leave it alone. */
static void
test_bomb (void)
{
  static const guchar header[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\x08\6\0\0\0";
  g_autoptr (GBytes) octets = g_bytes_new_static (header, sizeof header - 1);
  StoreFile row = { NULL, (char *) "bomb.png", (char *) "image/png", sizeof header - 1, NULL, octets };
  g_autoptr (PhoneFile) file = phone_file_new (NULL, &row);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) kept = NULL;

  g_assert_true (phone_file_is_picture (file));
  g_assert_null (read_file (file, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  kept = read_file (file, FALSE, NULL); /* it may still be saved */
  g_assert_true (g_bytes_equal (kept, octets));
}

static void
test_gone (void)
{
  StoreFile row = { NULL, (char *) "a.pdf", (char *) "application/pdf", 5, NULL, NULL };
  g_autoptr (PhoneFile) file = phone_file_new (NULL, &row);
  g_autoptr (GError) error = NULL;

  g_assert_false (phone_file_is_picture (file));
  g_assert_cmpuint (phone_file_get_size (file), ==, 5);
  g_assert_cmpstr (phone_file_get_type_name (file), ==, "application/pdf");
  g_assert_null (read_file (file, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/file/names", test_names);
  g_test_add_func ("/phone/file/long-name", test_long_name);
  g_test_add_func ("/phone/file/types", test_types);
  g_test_add_func ("/phone/file/bomb", test_bomb);
  g_test_add_func ("/phone/file/gone", test_gone);
  return g_test_run ();
}
