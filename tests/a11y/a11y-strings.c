/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a sentence that was never given to the translators looks right to whoever wrote it. In the language of
 * tests/app/pseudo.py every sentence stands between brackets; letters outside of them are data, or were forgotten. */

#include "a11y-walk.h"

#include <string.h>

typedef struct
{
  A11ySpoken *spoken;
  GPtrArray *findings;
} Examination;

/* What stands outside of all brackets, piece by piece. */
static char **
dup_outside (const char *text)
{
  g_autoptr (GString) outside = g_string_new (NULL);
  guint depth = 0;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '[')
        depth++;
      if (depth == 0)
        g_string_append_c (outside, *at);
      else if (*at == ']' && --depth == 0)
        g_string_append_c (outside, '\n');
    }
  return g_strsplit (outside->str, "\n", -1);
}

static gboolean
has_letter (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

/* A letter alone is a mark, as above a part of a list or in place of a picture; two are the initials that libadwaita draws. */
static gboolean
is_word (const char *piece)
{
  return has_letter (piece) && g_utf8_strlen (piece, -1) > 1;
}

/* A list that is put together of what one knows is known. */
static gboolean
is_known (A11ySpoken *spoken,
          char       *piece)
{
  g_auto (GStrv) parts = NULL;

  if (!is_word (g_strstrip (piece)) || a11y_spoken_has (spoken, piece))
    return TRUE;
  parts = g_regex_split_simple ("\\s*(?:·|,|:|;|…|–|→)\\s*", piece, 0, 0);
  for (guint i = 0; parts[i] != NULL; i++)
    if (is_word (parts[i]) && !a11y_spoken_has (spoken, g_strstrip (parts[i])))
      return FALSE;
  return TRUE;
}

static void
examine (Examination *examination,
         GtkWidget   *widget,
         const char  *what,
         const char  *text)
{
  g_auto (GStrv) pieces = NULL;

  if (text == NULL || !has_letter (text) || a11y_spoken_has (examination->spoken, text))
    return;
  pieces = dup_outside (text);
  for (guint i = 0; pieces[i] != NULL; i++)
    if (!is_known (examination->spoken, pieces[i]))
      {
        g_autofree char *place = a11y_describe (widget);

        g_ptr_array_add (examination->findings, g_strdup_printf ("%s “%s” of %s is not translated: “%s”", what, text, place, pieces[i]));
      }
}

/* GTK keeps what assistive tools are told to itself, but shows how a wrong guess failed. */
static char *
dup_told (GtkWidget             *widget,
          GtkAccessibleProperty  property)
{
  g_autofree char *told = NULL;
  char *start, *end;

  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), property))
    return NULL;
  told = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, "\001");
  start = told != NULL ? strchr (told, '"') : NULL;
  end = start != NULL ? strrchr (start + 1, '"') : NULL;
  return end != NULL ? g_strndup (start + 1, (gsize) (end - start - 1)) : NULL;
}

static void
visit (GtkWidget *widget,
       gpointer   data)
{
  static const struct
  {
    GtkAccessibleProperty property;
    const char *what;
  } told[] = {
    { GTK_ACCESSIBLE_PROPERTY_LABEL, "name" },
    { GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "description" },
    { GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "value" },
    { GTK_ACCESSIBLE_PROPERTY_ROLE_DESCRIPTION, "kind" },
  };

  if (gtk_widget_get_ancestor (widget, ADW_TYPE_AVATAR) != NULL)
    return;
  if (GTK_IS_LABEL (widget))
    examine (data, widget, "label", gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_INSCRIPTION (widget))
    examine (data, widget, "label", gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  if (GTK_IS_TEXT (widget))
    examine (data, widget, "placeholder", gtk_text_get_placeholder_text (GTK_TEXT (widget)));
  examine (data, widget, "tooltip", gtk_widget_get_tooltip_text (widget));
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *text = dup_told (widget, told[i].property);

      examine (data, widget, told[i].what, text);
    }
}

void
a11y_examine_strings (GtkWidget  *root,
                      A11ySpoken *spoken,
                      GPtrArray  *findings)
{
  Examination examination = { spoken, findings };

  a11y_walk (root, visit, &examination);
}
