/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a conversation of machines is understood at a glance when it is drawn. Each arrow draws its own piece of
 * the lifelines, so that of ten thousand only those exist that are seen. */

#include "app-rung.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#define PAD 5
#define GAP 9         /* beside the words */
#define ARROW 11      /* high */
#define HEAD 7        /* of an arrow */
#define LEAST 74      /* between two lifelines */
#define N_LIFELINES 3

struct _AppRung
{
  GtkWidget parent_instance;

  PhoneRung *rung;
  GSignalGroup *signals;
  guint lifelines;
  GtkLabel *time;
  GtkLabel *title;
  GtkLabel *names[N_LIFELINES];
};

G_DEFINE_FINAL_TYPE (AppRung, app_rung, GTK_TYPE_WIDGET)

enum
{
  PROP_RUNG = 1,
  PROP_LIFELINES,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
is_note (AppRung *self)
{
  return phone_rung_get_from (self->rung) == phone_rung_get_to (self->rung);
}

static void
refresh (AppRung *self)
{
  const char *classes[] = { "caption", "numeric", NULL, NULL };
  g_autofree char *time = NULL;
  g_autofree char *title = NULL;
  guint times;

  for (guint i = 0; i < N_LIFELINES; i++)
    gtk_widget_set_child_visible (GTK_WIDGET (self->names[i]), self->rung == NULL && i < self->lifelines);
  if (self->rung == NULL)
    {
      gtk_label_set_label (self->title, "");
      return;
    }
  times = phone_rung_get_times (self->rung);
  time = g_date_time_format (phone_trace_entry_get_time (phone_rung_get_entry (self->rung)), "%H:%M:%S");
  /* The colour says no more than the cross does. */
  title = times > 1 ? g_strdup_printf ("%s%s ×%u", phone_rung_is_failure (self->rung) ? "✕ " : "",
                                       phone_rung_get_title (self->rung), times)
                    : g_strconcat (phone_rung_is_failure (self->rung) ? "✕ " : "", phone_rung_get_title (self->rung), NULL);
  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), title);
  if (phone_rung_is_failure (self->rung))
    classes[2] = "error";
  gtk_widget_set_css_classes (GTK_WIDGET (self->title), classes);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static int
measure_label (GtkLabel       *label,
               GtkOrientation  orientation)
{
  int natural;

  gtk_widget_measure (GTK_WIDGET (label), orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
app_rung_measure (GtkWidget      *widget,
                  GtkOrientation  orientation,
                  int             for_size,
                  int            *minimum,
                  int            *natural,
                  int            *minimum_baseline,
                  int            *natural_baseline)
{
  AppRung *self = APP_RUNG (widget);
  int height = measure_label (self->title, GTK_ORIENTATION_VERTICAL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = measure_label (self->time, orientation) + LEAST * (int) self->lifelines;
      *natural = *minimum + LEAST * (int) self->lifelines;
      return;
    }
  if (self->rung == NULL || is_note (self))
    *minimum = height + 4 * PAD;
  else
    *minimum = height + ARROW + 2 * PAD;
  *natural = *minimum;
}

static double
get_x (AppRung *self,
       guint    lifeline)
{
  int left = measure_label (self->time, GTK_ORIENTATION_HORIZONTAL);
  double column = (double) (gtk_widget_get_width (GTK_WIDGET (self)) - left) / self->lifelines;

  return left + column * (MIN (lifeline, self->lifelines - 1) + 0.5);
}

/* As wide as it wants to be: what does not fit between the lines covers them. */
static void
place (AppRung  *self,
       GtkLabel *label,
       double    middle,
       int       y)
{
  int left = measure_label (self->time, GTK_ORIENTATION_HORIZONTAL) + GAP;
  int right = gtk_widget_get_width (GTK_WIDGET (self)) - GAP;
  int most = self->rung != NULL ? right - left : (int) (get_x (self, 1) - get_x (self, 0)) - 4;
  int height = measure_label (label, GTK_ORIENTATION_VERTICAL);
  int minimum;
  int granted;
  int x;

  gtk_widget_measure (GTK_WIDGET (label), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  granted = MAX (minimum, MIN (measure_label (label, GTK_ORIENTATION_HORIZONTAL), most));
  x = CLAMP ((int) (middle - granted / 2.0), MIN (left, right - granted), MAX (left, right - granted));
  gtk_widget_size_allocate (GTK_WIDGET (label), &(GtkAllocation){ x, y, granted, height }, -1);
}

static void
app_rung_size_allocate (GtkWidget *widget,
                        int        width,
                        int        height,
                        int        baseline)
{
  AppRung *self = APP_RUNG (widget);
  int left = measure_label (self->time, GTK_ORIENTATION_HORIZONTAL);
  int line = measure_label (self->time, GTK_ORIENTATION_VERTICAL);
  guint from = self->rung != NULL ? phone_rung_get_from (self->rung) : 0;
  guint to = self->rung != NULL ? phone_rung_get_to (self->rung) : 0;

  gtk_widget_size_allocate (GTK_WIDGET (self->time), &(GtkAllocation){ 0, (height - line) / 2, left, line }, -1);
  for (guint i = 0; i < N_LIFELINES; i++)
    place (self, self->names[i], get_x (self, i), 2 * PAD);
  place (self, self->title, (get_x (self, from) + get_x (self, to)) / 2, from == to ? 2 * PAD : PAD);
}

static void
draw_path (GtkSnapshot   *snapshot,
           GskPath       *path,
           const GdkRGBA *colour,
           gboolean       fill)
{
  g_autoptr (GskStroke) stroke = gsk_stroke_new (fill ? 1 : 1.5f);

  if (fill)
    gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, colour);
  else
    gtk_snapshot_append_stroke (snapshot, path, stroke, colour);
}

static void
draw_arrow (AppRung       *self,
            GtkSnapshot   *snapshot,
            const GdkRGBA *colour)
{
  g_autoptr (GskPathBuilder) shaft = gsk_path_builder_new ();
  g_autoptr (GskPathBuilder) head = gsk_path_builder_new ();
  g_autoptr (GskPath) shaft_path = NULL;
  g_autoptr (GskPath) head_path = NULL;
  float from = (float) get_x (self, phone_rung_get_from (self->rung));
  float to = (float) get_x (self, phone_rung_get_to (self->rung));
  float back = to > from ? -HEAD : HEAD;
  float y = (float) (gtk_widget_get_height (GTK_WIDGET (self)) - PAD - ARROW / 2.0);

  gsk_path_builder_move_to (shaft, from, y);
  gsk_path_builder_line_to (shaft, to + back, y);
  gsk_path_builder_move_to (head, to, y);
  gsk_path_builder_line_to (head, to + back, y - HEAD / 2.0f);
  gsk_path_builder_line_to (head, to + back, y + HEAD / 2.0f);
  gsk_path_builder_close (head);
  shaft_path = gsk_path_builder_to_path (shaft);
  head_path = gsk_path_builder_to_path (head);
  draw_path (snapshot, shaft_path, colour, FALSE);
  draw_path (snapshot, head_path, colour, TRUE);
}

/* A box on its lifeline, which is not to be seen through the words. */
static void
draw_note (AppRung       *self,
           GtkSnapshot   *snapshot,
           const GdkRGBA *colour)
{
  graphene_rect_t words;
  GskRoundedRect box;
  GdkRGBA faint = *colour;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->title), GTK_WIDGET (self), &words))
    return;
  graphene_rect_inset (&words, -6, -3);
  gsk_rounded_rect_init_from_rect (&box, &words, 6);
  faint.alpha *= 0.6f;
  gtk_snapshot_append_border (snapshot, &box, (float[4]){ 1, 1, 1, 1 }, (GdkRGBA[4]){ faint, faint, faint, faint });
}

static void
draw_lifelines (AppRung       *self,
                GtkSnapshot   *snapshot,
                const GdkRGBA *colour)
{
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA faint = *colour;
  graphene_rect_t words;
  gboolean written = self->rung != NULL && gtk_widget_compute_bounds (GTK_WIDGET (self->title), GTK_WIDGET (self), &words);

  faint.alpha *= 0.35f;
  if (written)
    graphene_rect_inset (&words, -3, -3);
  for (guint i = 0; i < self->lifelines; i++)
    {
      float x = (float) get_x (self, i) - 0.5f;
      float top = self->rung == NULL ? height - PAD : 0;
      float bottom = height;

      if (written && x >= words.origin.x && x <= words.origin.x + words.size.width)
        {
          gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (x, 0, 1, words.origin.y));
          top = words.origin.y + words.size.height;
        }
      gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (x, top, 1, bottom - top));
    }
}

static void
app_rung_snapshot (GtkWidget   *widget,
                   GtkSnapshot *snapshot)
{
  AppRung *self = APP_RUNG (widget);
  GdkRGBA plain;
  GdkRGBA colour;

  gtk_widget_get_color (widget, &plain);
  gtk_widget_get_color (GTK_WIDGET (self->title), &colour);
  gtk_snapshot_push_clip (
    snapshot,
    &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));
  draw_lifelines (self, snapshot, &plain);
  if (self->rung != NULL && is_note (self))
    draw_note (self, snapshot, &colour);
  else if (self->rung != NULL)
    draw_arrow (self, snapshot, &colour);
  GTK_WIDGET_CLASS (app_rung_parent_class)->snapshot (widget, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
app_rung_get_property (GObject    *object,
                       guint       id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  AppRung *self = APP_RUNG (object);

  switch (id)
    {
    case PROP_RUNG:
      g_value_set_object (value, self->rung);
      break;
    case PROP_LIFELINES:
      g_value_set_uint (value, self->lifelines);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_rung_set_property (GObject      *object,
                       guint         id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  AppRung *self = APP_RUNG (object);

  switch (id)
    {
    case PROP_RUNG:
      g_set_object (&self->rung, g_value_get_object (value));
      g_signal_group_set_target (self->signals, self->rung);
      break;
    case PROP_LIFELINES:
      self->lifelines = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  refresh (self);
}

static void
app_rung_dispose (GObject *object)
{
  AppRung *self = APP_RUNG (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->rung);
  for (GtkWidget *child; (child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL;)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_rung_parent_class)->dispose (object);
}

static void
app_rung_class_init (AppRungClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_rung_get_property;
  object_class->set_property = app_rung_set_property;
  object_class->dispose = app_rung_dispose;
  widget_class->measure = app_rung_measure;
  widget_class->size_allocate = app_rung_size_allocate;
  widget_class->snapshot = app_rung_snapshot;

  /**
   * AppRung:rung: (nullable)
   *
   * What is drawn; %NULL: the names of the lifelines.
   */
  props[PROP_RUNG] =
    g_param_spec_object ("rung", NULL, NULL, PHONE_TYPE_RUNG, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AppRung:lifelines:
   *
   * How many there are.
   */
  props[PROP_LIFELINES] =
    g_param_spec_uint ("lifelines", NULL, NULL, 2, N_LIFELINES, 2, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /* The row in which it lies is read aloud. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "rung");
}

static GtkLabel *
add_label (AppRung    *self,
           const char *text,
           const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
app_rung_init (AppRung *self)
{
  self->lifelines = 2;
  self->signals = g_signal_group_new (PHONE_TYPE_RUNG);
  g_signal_group_connect_swapped (self->signals, "notify::times", G_CALLBACK (refresh), self);
  self->time = add_label (self, "", "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "dimmed");
  gtk_label_set_width_chars (self->time, 8);
  gtk_label_set_xalign (self->time, 0);
  self->title = add_label (self, "", "numeric");
  self->names[PHONE_LIFELINE_US] = add_label (self, _("This Program"), "caption-heading");
  self->names[PHONE_LIFELINE_SERVER] = add_label (self, _("Server"), "caption-heading");
  /* Translators: the way of the sound of a call, beside the way of its signals. */
  self->names[PHONE_LIFELINE_SOUND] = add_label (self, C_("lifeline", "Sound"), "caption-heading");
  refresh (self);
}
